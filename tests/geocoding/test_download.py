import io
import zipfile

import pytest

from geo.errors import BadGazetteerFile, GeocoderUnavailable
from geo.geocoding import download_country


def country_zip():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("SY.txt", "one\ttwo\n" * 50_000)
    return packed.getvalue()


@pytest.fixture
def download(server, tmp_path):
    return lambda **more: download_country("sy", base_url=f"http://{server.domain}", folder=tmp_path, **more)


def test_a_file_comes_whole_with_progress(server, download):
    server.file = country_zip()
    seen = []
    path = download(on_progress=lambda have, total: seen.append((have, total)))
    assert path.name == "SY.zip"
    assert path.read_bytes() == server.file
    assert seen[-1] == (len(server.file), len(server.file))
    assert [have for have, _ in seen] == sorted(have for have, _ in seen)


def test_a_broken_off_download_goes_on_where_it_stopped(server, download):
    server.file = country_zip()
    server.cut_at = len(server.file) // 3
    with pytest.raises(GeocoderUnavailable, match="run the same again"):
        download()
    server.cut_at = None
    assert download().read_bytes() == server.file
    assert server.asked[-1][2]["Range"] == f"bytes={len(server.file) // 3}-"


def test_no_such_country(server, download):
    with pytest.raises(GeocoderUnavailable, match="no file for SY"):
        download()


def test_what_is_no_zip_is_thrown_away(server, download, tmp_path):
    server.file = b"<html>please log in</html>"
    with pytest.raises(BadGazetteerFile, match="no zip"):
        download()
    assert list(tmp_path.iterdir()) == []


def test_a_part_that_is_too_long_is_begun_anew(server, download, tmp_path):
    server.file = country_zip()
    (tmp_path / "SY.zip.part").write_bytes(server.file + b"more")
    with pytest.raises(GeocoderUnavailable, match="416"):
        download()
    assert download().read_bytes() == server.file


def test_a_server_that_is_not_there(tmp_path):
    with pytest.raises(GeocoderUnavailable, match="--file"):
        download_country("SY", base_url="http://127.0.0.1:9", folder=tmp_path, timeout_seconds=2)
