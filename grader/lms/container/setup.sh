#!/bin/sh
# Gradescope runs this once, as root, when it builds the image. Choose a base image of Ubuntu.
set -eu
cd "$(dirname "$0")"
chmod 700 .
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends bubblewrap ca-certificates python3 python3-venv

# The Python and the versions of the machine that made this package; PyTorch's build without a GPU.
python3 -m venv /opt/uv
/opt/uv/bin/pip install --no-cache-dir 'uv>=0.8,<1'
export UV_PYTHON_INSTALL_DIR=/opt/python UV_NO_CACHE=1
/opt/uv/bin/uv venv --python @PYTHON@ /opt/dlgrade
/opt/uv/bin/uv pip install --python /opt/dlgrade/bin/python --torch-backend cpu --compile-bytecode -r requirements.txt
cp -R grader "$(/opt/dlgrade/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/"
/opt/dlgrade/bin/python -m compileall -q "$(/opt/dlgrade/bin/python -P -c 'import grader; print(grader.__path__[0])')"

# Fetch the data sets and grade the lesson's own solution: an image that does not give it full marks is not built.
export XDG_CACHE_HOME=/var/cache
mkdir -p /var/cache/dlgrade
chmod 700 /var/cache/dlgrade
/opt/dlgrade/bin/python -P -m grader.lms.autograder build
