#!/usr/bin/env python3
"""Makes the fonts that pictures are written with: Noto Sans CJK SC with the characters planners need.

    apt-get install fonts-noto-cjk unicode-data     # the fonts, and which characters are standard
    python3 -m venv fonts && fonts/bin/pip install fonttools==4.68.0
    fonts/bin/python press/fonts/subset.py

Writes NotoSansSC-Regular.otf and NotoSansSC-Bold.otf beside itself, the same bytes every time, and
../../src/chart/advances.rs, the widths that charts are laid out with. The fonts are under the SIL Open Font
License 1.1 (OFL.txt); "Noto" is no reserved name of theirs.
"""

import bz2
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
NOTO = Path("/usr/share/fonts/opentype/noto")
UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")

# Latin, Greek, and the signs that texts and figures are written with.
SIGNS = [
    (0x20, 0x7E), (0xA0, 0xFF), (0x100, 0x17F), (0x1CD, 0x1DC), (0x2C7, 0x2C7), (0x2D8, 0x2DD),
    (0x391, 0x3A9), (0x3B1, 0x3C9), (0x2010, 0x2027), (0x2030, 0x2044), (0x2070, 0x209C), (0x20AC, 0x20AC),
    (0x2100, 0x214F), (0x2150, 0x218B), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF),
    (0x25A0, 0x25FF), (0x2605, 0x2606), (0x2713, 0x2717), (0x3000, 0x301F), (0x3220, 0x3229), (0x3280, 0x3289),
    (0x3380, 0x33DF), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),
]
# Districts, plants and rivers are named with characters beyond the standard, too.
NAMES = "硚㙍㟃䓖䓨䗪䢺䴘"
# Widths that charts are laid out with: what is not here, is as wide as its kind.
MEASURED = [(0x20, 0x7E), (0xA0, 0xB7), (0xD7, 0xD7), (0x2010, 0x2027), (0x2030, 0x203A), (0x2070, 0x2089), (0x2212, 0x2212)]


def characters():
    """The 8,105 characters of 通用规范汉字表 (kTGH in Unihan), GB 2312, and all that scenarios and charts use."""
    wanted = {code for first, last in SIGNS for code in range(first, last + 1)}
    wanted |= {ord(character) for character in NAMES}
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        standard = {int(line.split("\t")[0][2:], 16) for line in lines if "\tkTGH\t" in line}
    assert len(standard) == 8105, len(standard)
    wanted |= standard
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                wanted.add(ord(bytes([row, cell]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    for folder, kinds in [("scenarios", ["*.toml", "*.csv"]), ("src", ["**/*.rs"]), ("kernel", ["**/*.rs"]), ("www", ["**/*.js", "site.json"])]:
        for kind in kinds:
            for file in (ROOT / folder).glob(kind):
                wanted |= {ord(character) for character in file.read_text(encoding="utf-8")}
    return sorted(code for code in wanted if code >= 0x20)


def options():
    chosen = subset.Options()
    chosen.layout_features = []
    chosen.hinting = False
    chosen.desubroutinize = False
    chosen.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    chosen.name_languages = [0x409]
    chosen.notdef_outline = True
    chosen.drop_tables += ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    return chosen


def make(weight, codes):
    collection = TTCollection(NOTO / f"NotoSansCJK-{weight}.ttc", lazy=True)
    font = next(one for one in collection if one["name"].getDebugName(1).startswith("Noto Sans CJK SC"))
    font.recalcTimestamp = False
    subsetter = subset.Subsetter(options())
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    file = HERE / f"NotoSansSC-{weight}.otf"
    font.save(file)
    have = font.getBestCmap()
    absent = "".join(chr(code) for code in codes if code not in have and code >= 0x2E80)
    print(f"{file.name}: {len(have)} characters, {file.stat().st_size} bytes; not in the font: {absent or 'none'}")
    metrics = font["hmtx"]
    return {code: metrics[name][0] for code, name in have.items()}


def rust(regular, bold):
    lines = []
    for first, last in MEASURED:
        for code in range(first, last + 1):
            if code in regular and code in bold and (code < 0x2010 or (regular[code], bold[code]) != (1000, 1000)):
                lines.append(f"    ({code:#x}, {regular[code]}, {bold[code]}),")
    text = f"""//! Widths of the characters that are not square, in the fonts that pictures are written with. Written by
//! `press/fonts/subset.py`.

/// Character, its width in thousandths of the font's size, and in bold.
pub const ADVANCES: [(u16, u16, u16); {len(lines)}] = [
""" + "\n".join(lines) + "\n];\n"
    (ROOT / "src/chart/advances.rs").write_text(text, encoding="utf-8")


codes = characters()
rust(make("Regular", codes), make("Bold", codes))
