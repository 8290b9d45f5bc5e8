"""Reports that were accepted as one event, by the numbers that the feed knows them by."""

from geo.store import EventFilter, Store


def accepted_groups(store: Store) -> list[list[int]]:
    """The row numbers of each accepted group of reports; a report that is no longer in the store is left out."""
    members: dict[str, list[str]] = {}
    for group_id, event_id, decision in store.same_event_decisions():
        if decision == "accepted":
            members.setdefault(group_id, []).append(event_id)
    if not members:
        return []
    wanted = tuple({event_id for events in members.values() for event_id in events})
    found = store.event_arrow(EventFilter(event_ids=wanted), columns=("event_id", "row")).to_pydict()
    rows = dict(zip(found["event_id"], found["row"], strict=True))
    groups = [[rows[event_id] for event_id in events if event_id in rows] for events in members.values()]
    return [sorted(group) for group in groups if len(group) > 1]
