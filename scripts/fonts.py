#!/usr/bin/env python3
"""Makes assets/fonts/*.ttf and assets/metrics/advances.bin.

    pip install fonttools
    scripts/fonts.py INTER_FOLDER DEJAVU_FOLDER LIBERATION_FOLDER

INTER_FOLDER holds Inter_400Regular.ttf, Inter_600SemiBold.ttf and
Inter_700Bold.ttf (Inter 4.0, somewhere below); the other two hold DejaVuSans
and LiberationSans/LiberationSerif as Linux distributions pack them.

advances.bin: for each weight (400, 600, 700), for each character of RANGES,
four little-endian u16: its advance in 1/2048 em in Inter, Liberation Sans
(as wide as Arial), DejaVu Sans (as wide as Verdana) and Liberation Serif (as
wide as Times). A face without the character gets the widest of the others'
advances, because a viewer would take the character from one of them; a
character that no face has gets 0. Only numbers are taken from these faces.
"""

import pathlib
import struct
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

# Must agree with RANGES in src/layout/measure/advances.rs.
RANGES = [
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x02B0, 0x02FF), (0x0370, 0x03FF),
    (0x0400, 0x052F), (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x205E),
    (0x2070, 0x209F), (0x20A0, 0x20C0), (0x2100, 0x218F), (0x2190, 0x21FF),
    (0x2200, 0x22FF), (0x2460, 0x24FF), (0x25A0, 0x25FF), (0x2600, 0x26FF),
    (0x2700, 0x27BF),
]
WEIGHTS = [("400Regular", "Regular", "", "-Regular"),
           ("600SemiBold", "SemiBold", "-Bold", "-Bold"),
           ("700Bold", "Bold", "-Bold", "-Bold")]
ROOT = pathlib.Path(__file__).resolve().parent.parent


def find(folder, name):
    return next(pathlib.Path(folder).rglob(name))


def advances(path):
    font = TTFont(path)
    assert font["head"].unitsPerEm == 2048, path
    cmap, metrics = font.getBestCmap(), font["hmtx"]
    return {code: metrics[name][0] for code, name in cmap.items()}


def shrink(path, target):
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.hinting = False
    options.recalc_timestamp = False
    font = subset.load_font(path, options)
    subsetter = subset.Subsetter(options)
    marks = list(range(0x0300, 0x0370))
    subsetter.populate(unicodes=[0xFFFD] + marks + [c for a, b in RANGES for c in range(a, b + 1)])
    subsetter.subset(font)
    subset.save_font(font, target, options)


def main():
    inter, dejavu, liberation = sys.argv[1:4]
    data = bytearray()
    for file, cut, bold, suffix in WEIGHTS:
        source = find(inter, f"Inter_{file}.ttf")
        shrink(source, ROOT / f"assets/fonts/Inter-{cut}.ttf")
        faces = [advances(source),
                 advances(find(liberation, f"LiberationSans{suffix}.ttf")),
                 advances(find(dejavu, f"DejaVuSans{bold}.ttf")),
                 advances(find(liberation, f"LiberationSerif{suffix}.ttf"))]
        for first, last in RANGES:
            for code in range(first, last + 1):
                known = [face.get(code) for face in faces]
                widest = max((k for k in known if k is not None), default=0)
                data += struct.pack("<4H", *(widest if k is None else k for k in known))
    (ROOT / "assets/metrics/advances.bin").write_bytes(data)


main()
