"""The pages of a review: what an editor and a publisher see on them, and what their forms do."""

import pytest
from django.contrib import admin
from django.utils.html import strip_tags

from lifesci.editions.models import Edition
from lifesci.review.commenting import commentable
from lifesci.review.models import Comment, Step
from lifesci.review.steps import review_of, send
from programmes.admin import ProgrammeAdmin
from programmes.models import Programme
from tests import factories as make
from tests.desk.addresses import PUBLISHED, address

pytestmark = pytest.mark.django_db
PROGRAMME = PUBLISHED["programme"]
ACTS = ProgrammeAdmin.acts


@pytest.fixture
def edited(register):
    """A published programme with an edit that waits."""
    Programme.objects.update(summary="Edited.")
    return register.programme


def where(page, record):
    """A page of a programme."""
    return address(PROGRAMME, page, record.pk)


def text(answer) -> str:
    """What a reader reads, spaces folded."""
    return " ".join(strip_tags(answer.content.decode()).split())


def test_an_editor_sends_and_a_publisher_sees_note_changes_and_both_ways(client, edited, editor, publisher):
    client.force_login(editor)
    page = client.get(where("send", edited))
    assert "Summary changed from" in text(page)
    form = {"note": "A better summary.", "seen": page.context["form"]["seen"].value()}
    answer = client.post(where("send", edited), form, follow=True)
    assert answer.redirect_chain == [(where("change", edited), 302)]
    assert "Outreach: sent for review." in text(answer)
    assert "In review Sent by" in text(answer)
    client.force_login(publisher)
    told = text(client.get(where("publish", edited)))
    assert "“A better summary.”" in told
    assert "It has changed since it was sent." not in told
    assert "Publish Edition 2" in client.get(where("publish", edited)).content.decode()
    Programme.objects.update(summary="Edited again.")
    assert "It has changed since it was sent." in text(client.get(where("publish", edited)))


def test_a_record_is_returned_with_comments_that_its_form_shows(client, edited, editor, publisher):
    sent = send(ACTS, edited, by=editor, note="Look.")
    client.force_login(publisher)
    page = client.get(where("publish", edited))
    codes = [code for _, group in page.context["return_form"].fields["field_1"].choices for code, _ in group]
    figure = edited.figures.get()
    assert {"", "title", "summary", f"figures/{figure.pk}", f"stories/{edited.stories.get().pk}"} <= set(codes)
    assert not {"editor_note", "review_on"} & set(codes)
    form = {
        "act": "return",
        "sent": sent.pk,
        "note": "Nearly.",
        "field_1": f"figures/{figure.pk}",
        "text_1": "Which year?",
    }
    answer = client.post(where("publish", edited), form, follow=True)
    assert answer.redirect_chain == [(where("change", edited), 302)]
    assert [(c.field, c.label, c.text) for c in Comment.objects.all()] == [
        ("", "", "Nearly."),
        (f"figures/{figure.pk}", f"Figure: {figure}", "Which year?"),
    ]
    client.force_login(editor)
    told = client.get(where("change", edited)).content.decode()
    assert f'<a href="#figures-group">Figure: {figure}</a>: Which year?' in told
    page = client.get(where("send", edited))
    assert [str(c) for c in page.context["review"].comments] == ["Nearly.", f"Figure: {figure}: Which year?"]
    form = {"note": "Done.", "seen": page.context["form"]["seen"].value(), "done": [Comment.objects.first().pk]}
    client.post(where("send", edited), form)
    assert [str(c) for c in review_of("programme", edited.pk).comments] == [f"Figure: {figure}: Which year?"]
    assert Edition.objects.of("programme", "outreach").count() == 1


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"note": "", "sent": "1"}, "Say what should be mended: of the whole record, or of a field."),
        ({"note": "Late.", "sent": "0"}, "This review is over"),
        ({"note": "Forged.", "sent": "x"}, "sent: Enter a whole number."),
        ({"note": "Odd.", "field_1": "password"}, "field_1: Select a valid choice."),
    ],
)
def test_a_return_that_cannot_be_keeps_what_was_typed_and_writes_nothing(
    client, edited, editor, publisher, form, sentence
):
    sent = send(ACTS, edited, by=editor, note="Look.").pk
    client.force_login(publisher)
    form = {"act": "return", **form, "sent": sent if form.get("sent", "1") == "1" else form["sent"]}
    typed = {} if sentence.startswith("Say") else {"text_2": "A long comment."}
    answer = client.post(where("publish", edited), {**form, **typed})
    assert all(words in answer.content.decode() for words in typed.values())
    assert any(sentence in problem for problem in answer.context["problems"])
    assert "Nothing was returned" in text(answer)
    assert (Step.objects.filter(action="returned").count(), Comment.objects.count()) == (0, 0)


def test_an_editor_takes_back_what_is_in_review(client, edited, editor):
    sent = send(ACTS, edited, by=editor, note="Look.")
    client.force_login(editor)
    answer = client.post(where("send", edited), {"take_back": sent.pk}, follow=True)
    assert "Outreach: taken back from review." in text(answer)
    for late in (sent.pk, "x", "9" * 30):
        answer = client.post(where("send", edited), {"take_back": late})
        assert "This review is over" in answer.context["problems"][0]


def test_a_note_is_needed_and_an_edit_meanwhile_is_shown_before_it_is_sent(client, edited, editor):
    client.force_login(editor)
    seen = client.get(where("send", edited)).context["form"]["seen"].value()
    answer = client.post(where("send", edited), {"note": " ", "seen": seen})
    assert answer.context["problems"] == ["Note to the publisher: This field is required."]
    Programme.objects.update(summary="By somebody else.")
    answer = client.post(where("send", edited), {"note": "Mine.", "seen": seen})
    assert answer.context["problems"][0].startswith("The record was edited after this page was shown.")
    assert "Mine." in text(answer)
    assert "By somebody else." in text(answer)
    assert not Step.objects.filter(action="sent").exists()


def test_without_the_right_nobody_sends_returns_or_publishes(sign_in, edited, editor):
    sent = send(ACTS, edited, by=editor, note="Look.")
    viewer = sign_in("view_programme")
    assert "only an editor can send" in text(viewer.get(where("send", edited)))
    assert viewer.post(where("send", edited), {"note": "x", "seen": ""}).status_code == 200
    assert viewer.post(where("send", edited), {"take_back": sent.pk}).status_code == 403
    page = viewer.get(where("publish", edited))
    assert "Or return it" not in text(page)
    assert viewer.post(where("publish", edited), {"act": "return", "note": "x", "sent": sent.pk}).status_code == 403
    assert Step.objects.filter(action="sent").count() == Step.objects.exclude(action="published").count() == 1


def test_the_preview_is_the_public_page_of_the_draft_and_of_nobody_else(client, sign_in, edited):
    make.ProgrammeFigureFactory(programme=edited, key="schools", source=make.SourceFactory(title="Unread"), value=77)
    viewer = sign_in("view_programme")
    answer = viewer.get(where("preview", edited))
    told = text(answer)
    assert "Preview: not published. So the public would read “Outreach” as Edition 2." in told
    assert "Edited." in told
    assert "more than 77 students" in told
    assert "(not published)" in told
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert sign_in().get(where("preview", edited)).status_code == 403
    client.logout()
    assert client.get(where("preview", edited)).status_code == 302
    assert "Edited." not in client.get("/programmes/outreach/").content.decode()


@pytest.mark.parametrize("kind", PUBLISHED)
def test_every_kind_has_a_preview_also_before_it_was_published(curator, register, kind):
    record = getattr(register, kind)
    assert f"“{record}” as Edition 2" in text(curator.get(address(PUBLISHED[kind], "preview", record.pk)))
    new = {
        "programme": make.ProgrammeFactory, "organisation": make.OrganisationFactory,
        "brief": make.BriefFactory, "source": make.SourceFactory,
    }[kind]()  # fmt: skip
    assert f"“{new}” as Edition 1" in text(curator.get(address(PUBLISHED[kind], "preview", new.pk)))


@pytest.mark.parametrize("kind", PUBLISHED)
def test_every_kind_can_be_commented_on_child_by_child(curator, register, kind):
    record = getattr(register, kind)
    choices = commentable(admin.site.get_model_admin(type(record)), record)
    assert all(group for _, group in choices)
    assert len(choices) > 4


def test_publishing_shows_which_totals_move(curator, register):
    make.ProgrammeFigureFactory(
        programme=register.programme, key="more", source=register.source, value=50, population="x"
    )
    page = curator.get(where("publish", register.programme))
    moved = [(each.before, each.after) for each in page.context["moved"]]
    assert moved == [
        (
            "at least 900 students, in total to date, stated by 1 programme",
            "at least 950 students, in total to date, stated by 1 programme",
        )
    ]
    assert "Totals of the register that move" in text(page)
