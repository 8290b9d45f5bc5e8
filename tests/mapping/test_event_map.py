import json
import re

import pytest

from geo.mapping import MapCommand, MapState, SideBySide, event_map
from geo.mapping.event_map import script_json


def script_of(built):
    return built.get_root().render()


def config_of(built):
    found = re.search(r"\}\)\(map_\w+, (\{.*\})\);", script_of(built))
    return json.loads(found.group(1))


def test_the_map_asks_no_other_machine_for_anything():
    page = script_of(event_map())
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert loaded
    assert [address for address in loaded if address.startswith(("http:", "https:", "//"))] == []


def test_the_same_settings_make_the_same_script():
    same = [re.sub(r"[0-9a-f]{32}", "ID", script_of(event_map(MapState(mode="day")))) for _ in range(2)]
    assert same[0] == same[1]


def test_the_configuration_carries_state_and_addresses():
    built = event_map(MapState(sources=("a",)), feed_url="/feed", query={"parquet": "x.parquet"}, height=500)
    config = config_of(built)
    assert config["state"]["sources"] == ["a"]
    assert (config["feed"], config["query"], config["height"]) == ("/feed", {"parquet": "x.parquet"}, 500)
    assert re.fullmatch(r"\.\./\.\./assets/linked/[0-9a-f]{16}", config["modules"])


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "a\u2028b", "&amp;"])
def test_what_stands_in_a_script_cannot_leave_it(text):
    written = script_json({"place": text})
    assert not re.search(r"[<>&\u2028\u2029]", written)
    assert json.loads(written) == {"place": text}


def test_a_command_carries_its_serial_and_its_state():
    sent = MapCommand(MapState(place="p:1"), serial=4)
    script = sent._template.module.script(sent)
    command = json.loads(re.search(r"pending\.push\((\{.*\})\);", script).group(1))
    assert (command["serial"], command["state"]["place"]) == (4, "p:1")


def test_two_maps_carry_their_sets_and_a_line_within_the_map():
    compare = SideBySide(("a", "b"), ("c",), left_name="agencies", right_name="<state>", view="swipe", swipe=1.7)
    config = config_of(event_map(compare=compare))
    assert config["compare"] == {
        "left": {"name": "agencies", "sources": ["a", "b"]},
        "right": {"name": "<state>", "sources": ["c"]},
        "view": "swipe",
        "swipe": 1.0,
    }
    assert config_of(event_map())["compare"] is None
