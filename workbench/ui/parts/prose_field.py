"""A field for prose that is kept as it is typed, without the page being drawn anew.

Where somebody else has written in the same place meanwhile, both texts are shown and kept, and
whoever is there puts them together or says which is to stand.
"""

from collections.abc import Callable
from functools import cache

import streamlit as st

from workbench.services import prose
from workbench.ui import state


@cache
def _component() -> Callable[..., object]:
    # The inline text must run over several lines, or Streamlit takes it for a file name.
    return st.components.v2.component(
        "prose_field",
        css="""
        .prose { position: relative; display: grid; gap: .3rem; max-width: 46rem; }
        .prose label {
          position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
        }
        .prose textarea {
          font: inherit; line-height: 1.55; color: inherit; background: var(--st-background-color);
          border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius, .4rem);
          padding: .6rem .75rem; width: 100%; box-sizing: border-box; resize: vertical;
          field-sizing: content; min-height: 4.6rem; max-height: 70vh;
        }
        .prose textarea:focus-visible {
          outline: 3px solid var(--st-primary-color); outline-offset: 1px;
        }
        .prose .why, .prose .state { opacity: .78; margin: 0; font-size: .9rem; }
        .prose .state { min-height: 1.4em; }
        .prose .other {
          border: 1px solid color-mix(in srgb, currentColor 28%, transparent);
          border-left-width: 4px; border-radius: .4rem; padding: .7rem .9rem; margin: .3rem 0;
        }
        .prose .other p { margin: 0 0 .4rem; }
        .prose .other blockquote {
          white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 0 .6rem; padding-left: .8rem;
          border-left: 3px solid color-mix(in srgb, currentColor 28%, transparent);
        }
        .prose .other button {
          font: inherit; padding: .3rem .8rem; margin: 0 .5rem .3rem 0; min-height: 1.9rem;
          border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius, .4rem);
          background: var(--st-background-color); color: inherit; cursor: pointer;
        }
        """,
        js="""
        const PAUSE = 900;
        const kept = new WeakMap();
        function begin(place, data) {
          const box = document.createElement('div');
          box.className = 'prose';
          const id = 'prose-' + Math.random().toString(36).slice(2);
          box.innerHTML = '<label></label><p class="why"></p><textarea></textarea>'
            + '<p class="state" role="status"></p><div class="others"></div>';
          const [label, why, field, told, others] = box.children;
          label.htmlFor = field.id = id;
          why.id = id + '-why';
          field.setAttribute('aria-describedby', why.id);
          field.spellcheck = true;
          place.append(box);
          const me = { data, number: data.number, saved: data.words, timer: 0, busy: null,
            label, why, field, told, others };
          field.value = data.words;
          field.addEventListener('input', () => {
            told.textContent = 'Not saved yet';
            clearTimeout(me.timer);
            me.timer = setTimeout(() => save(me), PAUSE);
          });
          field.addEventListener('blur', () => save(me));
          addEventListener('beforeunload', (event) => {
            if (box.isConnected && field.value !== me.saved) event.preventDefault();
          });
          kept.set(place, me);
          return me;
        }
        async function send(me, body) {
          const answer = await fetch(new URL(me.data.address, document.baseURI), {
            method: 'POST', keepalive: true,
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ about: me.data.about, part: me.data.part, me: me.data.me,
              ...body }),
          });
          const found = await answer.json();
          if (!answer.ok) throw new Error(found.message);
          return found;
        }
        async function save(me) {
          clearTimeout(me.timer);
          if (me.busy) { await me.busy; }
          const words = me.field.value;
          if (words === me.saved) return;
          me.told.textContent = 'Saving';
          me.busy = send(me, { words, grew_from: me.number }).then((found) => {
            me.number = found.number;
            me.saved = words;
            me.told.textContent = me.field.value === words ? 'Saved' : 'Not saved yet';
            if (me.field.value !== words) me.timer = setTimeout(() => save(me), PAUSE);
            show(me, found.beside);
          }).catch((trouble) => {
            me.told.textContent = trouble instanceof TypeError
              ? 'The server cannot be reached. Your words stay here and are sent again.'
              : trouble.message;
            if (trouble instanceof TypeError) me.timer = setTimeout(() => save(me), 4000);
          });
          await me.busy;
          me.busy = null;
        }
        async function join(me, words, seen) {
          me.busy = send(me, { words, seen }).then((found) => {
            me.number = found.number;
            me.saved = me.field.value = words;
            me.told.textContent = 'Saved';
            show(me, found.beside);
          }).catch((trouble) => { me.told.textContent = trouble.message; });
          await me.busy;
          me.busy = null;
        }
        function show(me, beside) {
          me.others.replaceChildren();
          if (!beside.length) return;
          const box = document.createElement('div');
          box.className = 'other';
          const seen = beside.map((one) => one.number);
          const line = document.createElement('p');
          line.textContent = 'Somebody else wrote here at the same time. Both texts are kept.';
          box.append(line);
          for (const one of beside) {
            const by = document.createElement('p');
            by.textContent = one.by + ' wrote:';
            const words = document.createElement('blockquote');
            words.textContent = one.words || '(nothing)';
            box.append(by, words);
          }
          const theirs = beside.map((one) => one.words).filter(Boolean).join('\\n\\n');
          for (const [said, words] of [
            ['Put both one after the other', () => me.field.value + '\\n\\n' + theirs],
            ['Keep what is in the field', () => me.field.value],
            ['Take the other text', () => theirs],
          ]) {
            const button = document.createElement('button');
            button.type = 'button';
            button.textContent = said;
            button.onclick = async () => {
              await save(me);
              await join(me, words(), [...seen, me.number]);
              me.field.focus();
            };
            box.append(button);
          }
          me.others.append(box);
        }
        export default function ({ data, parentElement }) {
          const known = kept.get(parentElement);
          const same = known && known.data.about === data.about && known.data.part === data.part;
          if (known && !same) { save(known); parentElement.replaceChildren(); }
          const me = same ? known : begin(parentElement, data);
          const typing = me.field.value !== me.saved || me.busy;
          me.data = data;
          me.label.textContent = data.label;
          me.why.textContent = data.why;
          me.field.style.minHeight = data.lines * 1.6 + 'em';
          if (!typing && data.number > me.number) {
            me.number = data.number;
            me.saved = me.field.value = data.words;
          }
          if (!typing) show(me, data.beside);
        }
        """,
        isolate_styles=False,
    )


def prose_field(label: str, why: str, *, about: str, part: str, lines: int = 4) -> None:
    """Show a field whose words are kept as they are typed; a heading of the page stands over it.

    Parameters
    ----------
    why
        What belongs there, in a sentence.
    about, part
        What it is about and which part of that it is, as `services.prose` has them.
    """
    desk = state.desk()
    now = prose.current(desk, about, part)
    _component()(
        key=f"prose_{about}_{part}",
        data={
            **now,
            "label": label,
            "why": why,
            "about": about,
            "part": part,
            "lines": lines,
            "me": desk.viewer.person,
            "address": state.outside(f"/api/v1/projects/{desk.project.guid}/prose"),
        },
    )
