"""The admins of the vocabularies: a word is public once saved, and retired, never deleted."""

from django.contrib import admin, messages
from django.utils import timezone

from lifesci.editions.desk.choosing import Choosing, ChoosingForm
from lifesci.editions.desk.conflict import Conflicts
from lifesci.editions.desk.kept_form import Resuming
from lifesci.editions.desk.timeline import Timelined
from lifesci.editions.vocabulary import KINDS, save_word


class InUseFilter(admin.SimpleListFilter):
    """Words that may be chosen, and words that no longer may."""

    title = "use"
    parameter_name = "use"

    def lookups(self, request, model_admin):
        """The two states of a word."""
        return [("in-use", "In use"), ("retired", "Retired")]

    def queryset(self, request, queryset):
        """The words of that state."""
        wanted = {"in-use": True, "retired": False}.get(self.value())
        return queryset if wanted is None else queryset.filter(retired_on__isnull=wanted)


class WordAdmin(Timelined, Resuming, Conflicts, Choosing, admin.ModelAdmin):
    """A word of the register. `fixed` names what partners store and so never changes."""

    form = ChoosingForm
    change_form_template = "admin/desk/word.html"
    fixed = ()
    list_per_page = 100
    view_on_site = False

    def has_add_permission(self, request):
        """Adding a word changes the vocabularies, so it needs that permission too."""
        kind = KINDS[self.model]
        return super().has_add_permission(request) and request.user.has_perm(f"vocabularies.change_{kind}")

    def has_delete_permission(self, request, obj=None):
        """Words are public from the moment they are saved."""
        return False

    def get_readonly_fields(self, request, obj=None):
        """What partners store is fixed after the first save."""
        return [*super().get_readonly_fields(request, obj), *(self.fixed if obj else ())]

    def save_model(self, request, obj, form, change):
        """Save through the act that logs it."""
        save_word(obj, by=request.user)


@admin.action(description="Retire: no longer offer these for new records", permissions=["change"])
def retire(model_admin, request, words):
    """Retire the words that are in use, each through the act that logs it."""
    today = timezone.localdate()
    done = [word for word in words if not word.retired_on]
    for word in done:
        word.retired_on = today
        save_word(word, by=request.user)
    messages.success(request, f"Retired: {', '.join(map(str, done)) or 'nothing, all were retired before'}.")


@admin.action(description="Bring back: offer these again", permissions=["change"])
def bring_back(model_admin, request, words):
    """Bring retired words back, each through the act that logs it."""
    done = [word for word in words if word.retired_on]
    for word in done:
        word.retired_on = None
        save_word(word, by=request.user)
    messages.success(request, f"Brought back: {', '.join(map(str, done)) or 'nothing, all were in use'}.")


class RetiringAdmin(WordAdmin):
    """A word that is retired when it has served."""

    actions = [retire, bring_back]

    def get_search_results(self, request, queryset, search_term):
        """What forms offer by autocomplete is in use."""
        if request.path.endswith("/autocomplete/"):
            queryset = queryset.filter(retired_on__isnull=True)
        return super().get_search_results(request, queryset, search_term)
