#!/usr/bin/env bash
# Builds assets/page/editor/editor.js, the editor of the preview server's page,
# from scripts/editor/ and the packages that its lock file names. Needs node
# and npm. With --check it only tells whether the built file is what the
# sources give.
set -euo pipefail
cd "$(dirname "$0")/editor"

npm ci --silent --ignore-scripts
out=../../assets/page/editor
built=$(mktemp -d)
trap 'rm -rf "$built"' EXIT
node_modules/.bin/esbuild editor.js --bundle --minify --format=esm --target=es2022 \
    --charset=utf8 --legal-comments=none --log-level=warning \
    --banner:js="// Built by scripts/editor.sh from CodeMirror 6 (MIT licence: LICENSES.txt beside this file)." \
    --outfile="$built/editor.js"
node licenses.mjs > "$built/LICENSES.txt"

if [ "${1:-}" = --check ]; then
    cmp "$built/editor.js" "$out/editor.js"
    cmp "$built/LICENSES.txt" "$out/LICENSES.txt"
    echo "the built editor is up to date"
else
    mkdir -p "$out"
    cp "$built/editor.js" "$built/LICENSES.txt" "$out/"
    wc -c "$out/editor.js"
fi
