"""First paint: how long until the app stands on the screen, and until its first question does, against bare Textual apps; its memory.

    python -m benchmarks.first_paint [ROUNDS]

They are started in a pseudo-terminal, turn by turn, and timed until a text has been painted: of the bare apps their hello, beside a
list of options in the second; of ours the curtain (the first paint), and the first question, for which knowledge and screens have
been loaded. Code, knowledge and catalogues are compiled first, as in an installed package. The memory is what is private to the process
once all is quiet after that. Budgets, in the same run: first paint 1.2 x the bare app, first question 1.4 x the bare list, memory
1.5 x the bare app and later 1.4 x. What counts is the processor's time: the clock's depends on what else the machine does.
"""

from __future__ import annotations

import compileall
import statistics
import sys

from assistant.knowledge import load_knowledge, shipped_knowledge
from assistant.knowledge.snapshot import write_snapshot
from assistant.places import knowledge_folder, locales_folder, snapshot_file, word_tables_file
from assistant.typed.lexicon import keep_words
from benchmarks.processes import Started, painted_after
from tools.catalogues import compile_all

HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("hello there")
Hello().run()
"""
LIST = """
from textual.app import App
from textual.widgets import OptionList, Static
class Listed(App):
    def compose(self):
        yield OptionList(*(f"{number} an option" for number in range(12)))
        yield Static("hello there")
Listed().run()
"""
BARE, BARE_LIST, PAINT, QUESTION = "bare Textual", "bare OptionList", "first paint", "first question"
BUDGETS = {PAINT: (1.2, BARE), QUESTION: (1.4, BARE_LIST)}
MEMORY_BUDGETS = "1.5 x, later 1.4 x"


def as_installed() -> None:
    """Compile knowledge and catalogues as the build does, and the code as pip does: a checkout may read the sources of all three."""
    compileall.compile_dir(snapshot_file().parent.parent, quiet=1)
    compile_all(locales_folder())
    knowledge = load_knowledge(knowledge_folder())
    write_snapshot(knowledge, knowledge_folder(), snapshot_file())
    keep_words(knowledge, word_tables_file())


def main() -> None:
    """Print the medians and their ratios, each beside its budget."""
    as_installed()
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    ours = ["-m", "assistant", "chat", "--lang", "sv"]
    programs = {
        BARE: (["-c", HELLO], "hello there"),
        BARE_LIST: (["-c", LIST], "hello there"),
        PAINT: (ours, "Vårdlots …"),
        QUESTION: (ours, next(iter(shipped_knowledge().questions.values())).label),
    }
    times: dict[str, list[Started]] = {name: [] for name in programs}
    for _ in range(rounds + 1):
        for name, (words, text) in programs.items():
            times[name].append(painted_after(words, text))
    for kind, what in enumerate(("clock", "processor")):
        # The first round fills caches.
        medians = {name: statistics.median(found[kind] for found in runs[1:]) for name, runs in times.items()}
        for name, median in medians.items():
            budget, against = BUDGETS.get(name, (1.0, BARE))
            said = f"{median / medians[against]:.2f} x {against}" + (f" (budget {budget} x)" if name in BUDGETS else "")
            print(f"{what:<9} {name:<15} {median * 1000:4.0f} ms  {said}")
    memory = {
        name: statistics.median(painted_after(*programs[name], memory=True).memory for _ in range(3))
        for name in (BARE, QUESTION)
    }
    ratio = memory[QUESTION] / memory[BARE]
    print(
        f"private memory after the {QUESTION}: {memory[QUESTION]:.1f} MiB, {ratio:.2f} x {BARE} (budget {MEMORY_BUDGETS})"
    )


if __name__ == "__main__":
    main()
