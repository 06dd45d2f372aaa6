/** Parameters of MAIL and RCPT as a milter hears them. */
import { expect, it } from 'vitest';
import { recipientParameters, senderParameters } from '../../src/gateway/parameters.ts';

it.each<[string, string[], object]>([
  ['none', [], { smtputf8: false, body8bit: false }],
  ['those of RFC 6531 and 6152', ['SMTPUTF8', 'BODY=8BITMIME'], { smtputf8: true, body8bit: true }],
  ['an envelope id in xtext', ['ENVID=a+2Bb', 'RET=hdrs'], { dsn: { ret: 'HDRS', envid: 'a+b' } }],
])('of a sender: %s', (_what, words, parameters) => {
  expect(senderParameters(words)).toMatchObject(parameters);
});

it.each(['ENVID=a+00b', 'ENVID=a+0D+0Ab', 'ENVID='])('of a sender: %s is no envelope id', (word) => {
  expect(senderParameters([word])).toEqual({ smtputf8: false, body8bit: false });
});

it.each<[string, string[], object | undefined]>([
  ['none', [], undefined],
  ['when to report', ['NOTIFY=failure,delay'], { notify: ['FAILURE', 'DELAY'] }],
  ['whom it was for first', ['ORCPT=rfc822;a+2Bb@x.example'], { orcpt: 'rfc822;a+b@x.example' }],
  ['nobody, where a NUL is named', ['ORCPT=rfc822;a+00@x.example'], undefined],
])('of a recipient: %s', (_what, words, parameters) => {
  expect(recipientParameters(words)).toEqual(parameters);
});
