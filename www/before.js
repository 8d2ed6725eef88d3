// The page before its program is there: index.html has what will be seen, and this makes it one that can be
// used. Who only looks loads no program. The first sign of a person who goes on (a pointer that moves, a
// finger, a key, a file dragged here) has it loaded, and whatever they do until it is there is held, and then
// done with the program's own controls.
//
// boot.js, which runs after this one, takes it away again:
//
//   globalThis.__peelBefore = {
//     wanted: Promise                 resolves once the program is wanted
//     handOver(pass)                  has all that was held done by the program, which is drawn by now;
//                                     pass(what, it) is outside.js's
//   }
'use strict';

{
  const place = document.getElementById('peel');
  const find = (id) => document.getElementById(id);
  // A control of the program. In index.html it has its name as `data-held`.
  const control = (name) => place.querySelector(`[data-test="${name}"]`);

  const stored = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      // A browser may refuse to tell.
      return null;
    }
  };

  // In the theme and the language of who looks.
  const theme = stored('peel-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  const spoken = ['en', 'es'];
  const tags = [stored('peel-language'), ...navigator.languages].map((tag) => tag?.toLowerCase().split('-')[0]);
  const language = tags.find((tag) => spoken.includes(tag)) ?? 'en';
  document.documentElement.lang = language;
  const loading = () => {
    place.textContent = language === 'es' ? 'Cargando Peel…' : 'Loading Peel…';
  };

  let want;
  const wanted = new Promise((resolve) => {
    want = resolve;
  });
  // An address that leads somewhere, a file of another program, `peel serve`, and a browser that has kept
  // the program: nothing is to be waited for.
  const leads = location.hash.length > 1 || new URLSearchParams(location.search).has('shared');
  if (leads || document.querySelector('meta[name^=peel-relay]') || navigator.serviceWorker?.controller) want();
  if (leads) loading();
  else if (language !== 'en') place.replaceChildren(find(`peel-${language}`).content);

  // A key as it is printed on Apple's keyboards.
  if (/^(Mac|iP)/.test(navigator.platform)) {
    const commands = place.querySelector('[data-held=commands]');
    for (const kbd of commands?.querySelectorAll('kbd') ?? []) kbd.textContent = '⌘K';
    if (commands) commands.title = commands.title.replace('Ctrl K', '⌘K');
  }

  // What is to be done once the program is there: each is given `pass`.
  const held = [];
  let arrived = null;
  const hold = (step) => {
    if (arrived) {
      step(arrived);
      return;
    }
    held.push(step);
    want();
  };

  // What a person wrote, and where they are in it.
  const field = find('reference');
  const overlay = place.querySelector('.drop-overlay');

  // The program draws what it is told after that.
  const taken = () => new Promise((then) => {
    setTimeout(then);
  });

  const ended = new AbortController();
  const on = (name, act, target = globalThis) => target.addEventListener(name, act, { signal: ended.signal });
  for (const name of ['pointermove', 'pointerdown', 'touchstart', 'keydown', 'focusin', 'hashchange']) on(name, want);

  // Buttons that the browser has something to show for at once, as only the hand of a person may have it.
  const choosers = { choose: find('file-input'), 'choose-folder': find('folder-input') };
  for (const chooser of Object.values(choosers)) {
    // The browser's dialog may be open for longer than the program takes.
    chooser?.addEventListener('change', () => {
      const { files } = chooser;
      if (!files.length) return;
      hold(() => {
        const now = find(chooser.id);
        now.files = files;
        now.dispatchEvent(new Event('change', { bubbles: true }));
      });
      if (!arrived) loading();
    });
  }
  on('submit', (event) => {
    event.preventDefault();
    // The program has the text by then.
    hold(() => find('reference').form.requestSubmit());
    if (field.value.trim()) loading();
  }, place);
  // What else is pressed is pressed again.
  on('click', (event) => {
    const pressed = event.target.closest('[data-held]');
    if (!pressed || pressed.type === 'submit') return;
    const { held: name } = pressed.dataset;
    if (choosers[name]) {
      choosers[name].click();
      return;
    }
    event.preventDefault();
    pressed.setAttribute('aria-busy', 'true');
    hold(() => {
      const now = control(name);
      (now?.querySelector(':scope > summary') ?? now)?.click();
    });
  }, place);
  on('keydown', (event) => {
    const { key, code, ctrlKey, metaKey, shiftKey, altKey, target } = event;
    if (target.closest?.('input, button, summary') || key.length > 1) return;
    if ((ctrlKey || metaKey) && key === 'k') event.preventDefault();
    hold(() => document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key, code, ctrlKey, metaKey, shiftKey, altKey, bubbles: true, cancelable: true }),
    ));
  });
  on('paste', (event) => {
    if (event.target.closest?.('input')) return;
    const [file] = event.clipboardData.files;
    if (file) {
      hold((pass) => pass('file', file));
      loading();
      return;
    }
    const text = event.clipboardData.getData('text/plain').split(/\s+/).join(' ').trim();
    if (!text || !field?.isConnected) return;
    event.preventDefault();
    field.value = text;
    field.focus();
  });

  // Files that are dragged here, as the program takes them.
  let depth = 0;
  const dragged = (name, act) => on(name, (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    want();
    act(event);
    if (overlay) overlay.hidden = depth === 0;
  });
  dragged('dragenter', () => depth++);
  dragged('dragleave', () => {
    depth = Math.max(0, depth - 1);
  });
  dragged('dragover', () => {});
  dragged('drop', ({ dataTransfer: { items, files } }) => {
    depth = 0;
    const entry = items[0]?.webkitGetAsEntry();
    const file = files[0];
    if (entry?.isDirectory) hold((pass) => pass('folder', entry));
    else if (file) hold((pass) => pass('file', file));
    else return;
    loading();
  });

  // Where the focus is; what loses it by being replaced has it still.
  let focused = null;
  on('focusin', ({ target }) => {
    focused = target;
  }, place);
  on('focusout', () => queueMicrotask(() => {
    if (focused?.isConnected) focused = null;
  }), place);

  async function handOver(pass) {
    await drawn();
    ended.abort();
    arrived = pass;
    if (field?.value) {
      const written = find('reference');
      written.value = field.value;
      written.dispatchEvent(new Event('input', { bubbles: true }));
    }
    const name = focused?.dataset.held;
    const now = name ? control(name) : focused && find(focused.id);
    now?.focus();
    if (focused === field && now) now.setSelectionRange(field.selectionStart, field.selectionEnd);
    for (const step of held.splice(0)) {
      await taken();
      step(pass);
    }
  }

  // The program may draw a moment after it was started.
  async function drawn() {
    while (!control('app')) {
      await new Promise((changed) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          changed();
        });
        observer.observe(place, { childList: true });
      });
    }
  }

  globalThis.__peelBefore = { wanted, handOver };
}
