"""Bringing a copy to where its register stands, and proving that it is there. Each function is one step or a few.

The register is walked once, list by list, while it goes on, and its log for the tombstones. Then the change log is
followed from the version at which the walk began. What was read meanwhile is newer than its place in the log, which
does no harm: every record that changed comes by again. So any step can be the last one of a process, and the next
process goes on after it.
"""

from collections.abc import Iterator

from lifesci.operations.mirror.asking import Register
from lifesci.operations.mirror.copy import Copy, Key

API = "/api/v1/"
LISTS = {"programme": "programmes", "organisation": "organisations", "brief": "briefs", "source": "sources"}
VOCABULARIES, CHANGES = f"{API}vocabularies/", f"{API}changes/"
WORDS = ("term", "place", "measure", "search")
GONE = ("withdrawn", "merged")
BATCH = 100
TRIES = 10  # times a register that keeps changing is followed before it is compared


class Restarted(Exception):
    """The register's change log is shorter than the copy has followed it."""


def begin(register: Register, copy: Copy) -> None:
    """Note where the walk begins; for a file in which nothing is. One step."""
    front = register.get(API)
    schemes = [row["scheme"] for row in register.get(VOCABULARIES)["results"]]
    lists = [f"{API}{plural}/?whole=yes&sort=ref&page_size={BATCH}" for plural in LISTS.values()]
    with copy.step(None):
        version = front["register_version"]
        left = [*lists, *(f"{VOCABULARIES}{scheme}/" for scheme in schemes), f"{CHANGES}?page_size={BATCH}"]
        copy.set_state(register=copy.address, position=version, reached=version, left=left)


def walk(register: Register, copy: Copy) -> bool:
    """Take in the next page of the walk; False where nothing is left of it. One step."""
    position, left = copy.position, copy.state("left", [])
    if not left:
        return False
    page = register.get(left[0])
    with copy.step(position):
        take_in(copy, left[0], page["results"])
        following = register.following(page["next"])
        reach(copy, page, left=[following, *left[1:]] if following else left[1:])
    return True


def take_in(copy: Copy, question: str, results: list[dict]) -> None:
    """One page of the walk. Of the log the tombstones alone, of what has not been published again."""
    if question.startswith(VOCABULARIES):
        copy.put_vocabulary(question.split("/")[-2], results)
    elif question.startswith(CHANGES):
        for change in results:
            if change["action"] in GONE and not copy.holds((change["kind"], change["ref"])):
                copy.bury(change)
    else:
        for document in results:
            copy.put(document)


def reach(copy: Copy, *answers: dict, **state) -> None:
    """Note what else is known, and the newest version of which anything has been taken in."""
    newest = max(answer["register_version"] for answer in answers)
    copy.set_state(reached=max(copy.reached, newest), **state)


def follow(register: Register, copy: Copy, wait: int = 0) -> int:
    """Take in the next page of the change log, held back for so many seconds where there is none yet; returns how many
    changes it had. One step."""
    position = copy.position
    asked = {"after": position, "page_size": BATCH} | ({"wait": wait} if wait else {})
    page = register.get(CHANGES, **asked)
    if page["register_version"] < position:
        raise Restarted(f"The register stands at {page['register_version']}, the copy at {position}: begin a new file.")
    changes = page["results"]
    if not changes:
        return 0
    last = {(change["kind"], change["ref"]): change for change in changes}
    documents = list(current(register, last.values()))
    schemes = {scheme_of(change) for change in changes if change["kind"] in WORDS}
    vocabularies = {scheme: register.get(f"{VOCABULARIES}{scheme}/") for scheme in sorted(schemes)}
    with copy.step(position):
        for change in last.values():
            if change["action"] in GONE:
                copy.bury(change)
        for document in (document for answer in documents for document in answer["results"]):
            copy.put(document)
        for scheme, answer in vocabularies.items():
            copy.put_vocabulary(scheme, answer["results"])
        copy.set_state(position=changes[-1]["sequence"])
        # Of the page itself nothing is in but its changes; its version says how far the log goes, not the copy.
        reach(copy, {"register_version": changes[-1]["sequence"]}, *documents)
    return len(changes)


def scheme_of(change: dict) -> str:
    """The vocabulary in which a word was saved."""
    return change["ref"].partition("/")[0] if change["kind"] == "term" else change["kind"]


def current(register: Register, changes) -> Iterator[dict]:
    """Answers with the current documents of the records that these changes issued or reworded, as far as they are
    still published."""
    for kind, plural in LISTS.items():
        refs = [each["ref"] for each in changes if each["kind"] == kind and each["action"] not in GONE]
        if refs:
            yield register.get(f"{API}{plural}/", ref=refs, whole="yes", page_size=BATCH)


def catch_up(register: Register, copy: Copy) -> None:
    """Take in everything there is: begin, walk, follow. Many steps."""
    if copy.position is None:
        begin(register, copy)
    while walk(register, copy) or follow(register, copy):
        pass


def is_whole(register: Register, copy: Copy) -> bool:
    """Follow until the copy stands where the register does, and compare the one hash."""
    for _ in range(TRIES):
        catch_up(register, copy)
        checkpoint = register.get(f"{API}checkpoints/")["current"]
        if checkpoint["sequence"] == copy.position >= copy.reached:
            break
    counts, sha256 = copy.checkpoint()
    named = {kind: count for kind, count in checkpoint["counts"].items() if count}
    return (checkpoint["sequence"], named, checkpoint["sha256"]) == (copy.position, counts, sha256)


def differing(register: Register, copy: Copy) -> dict[Key, str]:
    """Which records differ, and how in words: every list is walked by hashes alone."""
    held, found = copy.hashes(), {}
    for kind, plural in LISTS.items():
        question = f"{API}{plural}/?fields=ref&fields=sha256&sort=ref&page_size={BATCH}"
        while question:
            page = register.get(question)
            for row in page["results"]:
                has = held.pop((kind, row["ref"]), None)
                if has != row["sha256"]:
                    found[kind, row["ref"]] = "has another text" if has else "is missing"
            question = register.following(page["next"])
    return dict(sorted((found | dict.fromkeys(held, "is no longer published")).items()))


def mend(register: Register, copy: Copy, keys: list[Key]) -> None:
    """Read these records anew. One step for each batch."""
    for start in range(0, len(keys), BATCH):
        batch = [{"kind": kind, "ref": ref, "action": "issued"} for kind, ref in keys[start : start + BATCH]]
        position, documents = copy.position, list(current(register, batch))
        with copy.step(position):
            for key in keys[start : start + BATCH]:
                copy.remove(key)
            for document in (document for answer in documents for document in answer["results"]):
                copy.put(document)
            reach(copy, {"register_version": position}, *documents)
