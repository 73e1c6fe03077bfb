"""``southsouth match``: plain files in, explained fits out, no database."""

from __future__ import annotations

import json
import sys

import pytest

from southsouth.__main__ import main

NEEDS = (
    '{"need_id": "N2", "title": "Villages without water", "summary": "The rain runs off.", "country": "Kenya"}',
    '{"need_id": "N1", "title": "Births are not registered", "summary": "Parents walk two days.", "note": "x"}',
)
SOLUTIONS = (
    "solution_id,title,summary,country,odd",
    "tax,Taxes by phone,Traders pay on a phone.,Uganda,1",
    "dam,Small dams,A wall of earth keeps the rain for the village.,India,2",
    "birth,Births registered at the health post,A nurse registers each birth on a phone.,Uganda,3",
)
ADOPTIONS = ("solution_id,importer_country,status", "dam,Uganda,in operation", "gone,Uganda,pilot")


@pytest.fixture
def files(file):
    return ["--needs", file("needs.jsonl", *NEEDS), "--solutions", file("solutions.csv", *SOLUTIONS)]


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def test_each_need_gets_its_solutions_best_first_with_words(run, files):
    said = run("match", *files, "--top", "2")
    found = lines(said.out)
    assert said.code == 0
    assert [(each["need_id"], each["rank"], each["solution_id"]) for each in found[::2]] == [
        ("N2", 1, "dam"),
        ("N1", 1, "birth"),
    ]
    assert [each["rank"] for each in found] == [1, 2, 1, 2]
    best = found[0]
    assert list(best) == [
        *("need_id", "rank", "solution_id", "score", "band", "parts", "shares", "reasons", "gaps", "missing")
    ]
    assert 0 < best["score"] <= 100
    assert sum(best["shares"].values()) == pytest.approx(best["score"], abs=1e-6)
    assert all(0 <= value <= 1 for value in best["parts"].values())
    words = next(each for each in best["reasons"] if each["code"] == "shared_words")
    assert words["text"].startswith("Both use the word")
    assert all(each["text"] for name in ("reasons", "gaps", "missing") for each in best[name])
    assert "\u2068" not in said.out


def test_columns_that_are_not_read_are_told_on_the_error_stream(run, files):
    told = run("match", *files).err.splitlines()
    assert told == [
        "needs.jsonl: columns that are not read: note",
        "solutions.csv: columns that are not read: odd",
    ]


def test_the_same_files_give_the_same_answer_in_any_order_of_rows(run, files, file):
    first = run("match", *files).out
    assert run("match", *files).out == first
    turned = [*files[:2], "--solutions", file("turned.csv", SOLUTIONS[0], *SOLUTIONS[:0:-1])]
    assert run("match", *turned).out == first


def test_adoptions_are_proof(run, files, file):
    before = lines(run("match", *files).out)
    said = run("match", *files, "--adoptions", file("adoptions.csv", *ADOPTIONS))
    after = lines(said.out)
    assert "proof" not in before[0]["parts"]
    assert after[0]["parts"]["proof"] > 0
    assert "adoptions.csv: of solutions that are not in the other file, and not read: gone" in said.err.splitlines()


def test_the_answer_goes_to_a_file_whole(run, files, tmp_path):
    out = tmp_path / "answer.jsonl"
    said = run("match", *files, "--out", out)
    assert said.out == ""
    assert out.read_text(encoding="utf-8") == run("match", *files).out


def test_a_file_that_cannot_be_written_is_told(run, files, tmp_path):
    said = run("match", *files, "--out", tmp_path / "nowhere" / "answer.jsonl")
    assert said.code == 2
    assert said.err.endswith("cannot be written: No such file or directory. Name another file.")


def test_a_cell_that_cannot_be_read_is_named_with_file_row_and_column(run, files, file):
    wrong = file("needs.csv", "need_id,title,summary,country", "N1,Births,Far away.,Bangladech")
    said = run("match", "--needs", wrong, *files[2:])
    assert (said.code, said.out) == (2, "")
    assert said.err.splitlines() == [
        "Nothing was matched.",
        "needs.csv, row 2, column country: No country is called Bangladech. Write its name or its ISO code. "
        "Did you mean Bangladesh?",
    ]


def test_adoptions_that_cannot_be_read_are_named(run, files, file):
    wrong = file("adoptions.csv", "solution_id,importer_country,status", "dam,Uganda,loved")
    said = run("match", *files, "--adoptions", wrong)
    assert said.code == 2
    assert "adoptions.csv, row 2, column status: loved is not one of the values of this column." in said.err


@pytest.mark.parametrize("name", ["--needs", "--solutions", "--adoptions"])
def test_a_file_that_is_not_there_is_told(run, files, tmp_path, name):
    said = run("match", *files, name, tmp_path / "gone.csv")
    assert said.code == 2
    assert said.err.splitlines()[-1] == (
        "gone.csv: The file could not be opened: there is no such file. Check its name, and whether you may read it."
    )


def test_a_reference_that_stands_twice_counts_once(run, files, file):
    doubled = file("solutions.csv", *SOLUTIONS, "dam,Another,Text of another.,India,4")
    said = run("match", *files[:2], "--solutions", doubled)
    assert "solutions.csv, row 5: dam stands in row 3 already, which is the one that counts." in said.err.splitlines()
    assert {each["solution_id"] for each in lines(said.out)} <= {"tax", "dam", "birth"}


def test_what_could_not_be_used_of_a_need_is_told(run, files, file):
    strange = file("needs.csv", "need_id,title,summary", "N1,Zurna davul,Kopuz saz tambur kanun.")
    said = run("match", "--needs", strange, *files[2:])
    assert said.code == 0
    assert any(line.startswith("N1: ") for line in said.err.splitlines())


@pytest.mark.parametrize("top", ["0", "-1", "1001", "ten", "1.5"])
def test_a_list_of_no_length_is_refused(files, capsys, monkeypatch, top):
    monkeypatch.setattr(sys, "argv", ["southsouth", "match", *map(str, files), "--top", top])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    assert "whole number from 1 to 1,000" in capsys.readouterr().err or top == "-1"


def test_progress_is_shown_to_somebody_who_watches(run, files):
    assert "Needs matched: 2" in run("match", *files, terminal=True).err


def test_without_a_sentence_model_words_decide_and_that_is_told(run, files, settings, tmp_path):
    settings.LANGUAGE_MODEL = str(tmp_path / "no-model")
    said = run("match", *files)
    assert said.code == 0
    assert said.err.splitlines()[2].startswith("There is no sentence model, so words and context alone decide:")
    assert lines(said.out)[0]["solution_id"] == "dam"
