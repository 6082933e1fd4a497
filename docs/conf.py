"""The site of the documents and the handouts: `make docs` builds it into site/, and fails where a link leads nowhere."""

project = "dlgrade"
extensions = ["myst_parser"]
html_theme = "furo"
html_title = "dlgrade"
html_show_copyright = False
root_doc = "docs/index"
include_patterns = ["*.md", "docs/**.md", "exercises/*/README*.md", "benchmarks/**.md", "datasets/README.md"]
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 4
