"""The spec gets another limit for uploads: it is changed in one place."""

PROGRAM = """
from homerun_helpers import FileTooLargeError, Homerun

with Homerun("key", base_url="http://127.0.0.1:1") as homerun:
    try:
        homerun.job_applications.upload_file("ap_1", bytes(3 * 2**20 + 1), type="resume")
    except FileTooLargeError as error:
        print(error)
"""


def test_a_new_limit_is_written_in_the_spec_only(copied):
    """After it is regenerated, the client refuses larger files and names the new limit, and so do the docstrings."""
    copy = copied().regenerated(("x-max-bytes: 26214400", f"x-max-bytes: {3 * 2**20}"))
    (copy.folder / "program.py").write_text(PROGRAM, "utf-8")
    result = copy.run("program.py")
    assert result.stdout == "file must have at most 3 MB (3,145,728 bytes); file has 3,145,729 bytes.\n", result.stderr
    for mode in ("_async", "_sync"):
        helper = (copy.folder / f"homerun_helpers/{mode}/job_application_files.py").read_text("utf-8")
        assert "the file, at most 3 MB" in helper
        assert "at most 5 MB; JPEG" in helper  # the photo's limit did not change
    assert copy.regenerate("--check").returncode == 0
