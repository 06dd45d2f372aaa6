import { describe, expect, it } from 'vitest';
import { forTerminal } from '../../src/cli/terminal.ts';

const LEFT = '\uFFFD';

describe('text for a terminal', () => {
  it.each([
    ['takes what sets its title', '\u001b]0;mine\u0007minutes', `${LEFT}]0;mine${LEFT}minutes`],
    ['takes what C1 letters say alike', '\u009b2Jminutes', `${LEFT}2Jminutes`],
    ['takes what would overwrite a line', 'held\rreleased', `held${LEFT}released`],
    ['takes what turns a name around', 'list\u202Etxt.exe', `list${LEFT}txt.exe`],
    ['leaves lines, tabs and letters of any writing', 'a\n\té 💬 שלום 👩‍👧', 'a\n\té 💬 שלום 👩‍👧'],
  ])('%s', (_why, text, shown) => {
    expect(forTerminal(text)).toBe(shown);
  });
});
