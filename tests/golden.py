"""Write the golden readings anew: python tests/golden.py (look at the difference before you commit it)."""

from pathlib import Path

import whence

FOLDER = Path(__file__).resolve().parent / "golden"


def line_of(statement, number_of):
    """A statement on one line: who | cue (lemma, act, kind) | what, with where it stands inside another one."""
    who, cue, what = (
        " … ".join(span.text for span in part.spans) for part in (statement.source, statement.cue, statement.content)
    )
    inside = f" inside {number_of[statement.inside]}" if statement.inside else ""
    sense = f"{statement.cue.lemma or '—'}, {statement.cue.act}, {statement.quotation}"
    return f"{who or '—'} | {cue or '—'} ({sense}) | {what}{inside}"


def golden(text):
    """What a whole reading says, in lines: blocks that are not prose, then the statements."""
    reading = whence.read(text)
    number_of = {statement.id: number for number, statement in enumerate(reading.statements, 1)}
    lines = [f"({block.role}) {text[block.start : block.end]}" for block in reading.article.blocks if block.role != "paragraph"]
    return "\n".join([*lines, *(f"{n}. {line_of(each, number_of)}" for n, each in enumerate(reading.statements, 1))]) + "\n"


if __name__ == "__main__":
    for path in sorted(FOLDER.glob("*.txt")):
        path.with_suffix(".gold").write_text(golden(path.read_text(encoding="utf-8")), encoding="utf-8")
