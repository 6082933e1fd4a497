#!/bin/sh
# Everything that needs a GPU, in one call: the trainings on it, its thresholds, and what grading adds there. What was seen lies in OUT.
#
#   scripts/gpu.sh wheels   on a machine with a network: what a machine that has PyTorch, NumPy, pandas and pytest lacks beside them, in .gpu/wheels
#   scripts/gpu.sh run OUT         there, as root, without a network; DLGRADE_DATA or .gpu/data for MNIST. DEVICE=cpu and SANDBOX=bubblewrap try the script itself; FOR names the Python there
#
# PYTHON names the interpreter that has PyTorch. Copy thresholds.toml back to solutions/lesson10_digit_cnn and the figures to docs/thresholds.md.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
device=${DEVICE:-cuda}
missing="asttokens decorator executing fastjsonschema ipython ipython-pygments-lexers jedi jsonschema jsonschema-specifications
jupyter-core matplotlib-inline msgspec nbformat parso pexpect platformdirs prompt-toolkit ptyprocess pure-eval pytest referencing rpds-py stack-data
traitlets watchfiles wcwidth"

case ${1-} in
wheels)
    mkdir -p .gpu/wheels
    # shellcheck disable=SC2086
    "$python" -m pip download --quiet --no-deps --only-binary=:all: --python-version "${FOR:-3.12}" --implementation cp \
        --platform manylinux_2_28_x86_64 --platform manylinux_2_17_x86_64 --platform manylinux2014_x86_64 --constraint constraints.txt \
        --dest .gpu/wheels $missing
    du -sh .gpu/wheels
    ;;
run)
    out=$2
    mkdir -p "$out"
    if ls .gpu/wheels/*.whl >/dev/null 2>&1; then
        "$python" -m pip install --quiet --no-index --no-deps --find-links .gpu/wheels .gpu/wheels/*.whl
    fi
    [ -n "${DLGRADE_DATA-}" ] || { [ -d .gpu/data ] && export DLGRADE_DATA="$PWD/.gpu/data"; } || true
    dlgrade() { "$python" -c 'from grader.cli import main; main()' "$@"; }
    {
        uname -sr
        "$python" -c 'import sys, torch, torchvision; print(sys.version.split()[0], torch.__version__, torchvision.__version__, torch.version.cuda)'
        nvidia-smi --query-gpu=name,driver_version --format=csv,noheader || true
        dlgrade doctor
    } >"$out/machine.txt" 2>&1 || true
    failed=0
    for lesson in 08 10 15 16; do
        on=cpu
        if grep -q '^gpu = true' exercises/lesson"$lesson"_*/lesson.toml; then on=$device; fi
        file=$(sed -n 's/^file = "\(.*\)"/\1/p' exercises/lesson"$lesson"_*/lesson.toml)
        dlgrade check "lesson$lesson" "$(echo solutions/lesson"$lesson"_*/"$file")" --sandbox "${SANDBOX:-uid}" --device "$on" --json \
            >"$out/lesson$lesson.json" 2>"$out/lesson$lesson.err" || failed=1
    done
    "$python" -m grader.authoring.thresholds lesson10 --runs "${RUNS:-20}" --device "$device" >"$out/thresholds.txt" 2>&1 || failed=1
    cp solutions/lesson10_digit_cnn/thresholds.toml "$out/"
    "$python" benchmarks/training.py "${PAIRS:-9}" --device "$device" >"$out/training.txt" 2>&1 || failed=1
    tail -n 4 "$out"/machine.txt "$out"/*.err "$out"/thresholds.txt "$out"/training.txt
    exit $failed
    ;;
*)
    sed -n '2,7s/^# *//p' "$0" >&2
    exit 2
    ;;
esac
