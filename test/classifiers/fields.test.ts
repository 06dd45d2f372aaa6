import { describe, expect, it } from 'vitest';
import { classOf } from '../../classifiers/cell-classes.ts';
import { bitsOf, FIELD_KINDS, type FieldKind, indexOfKind, kindAmong, kindOf } from '../../classifiers/fields.ts';

const rows: [cell: string, kind: FieldKind][] = [
  ['L1234567', 'member-number'],
  ['l 120441', 'member-number'],
  ['<joan@home.example>', 'email'],
  ['07700 900123', 'phone'],
  ['7700900123', 'phone'],
  ['tel: 01632 960233', 'phone'],
  ['ZZ99 1AB', 'postcode'],
  ['03/04/2024', 'date'],
  ['2024-05-06T10:00:00', 'date'],
  ['1st May 2023', 'date'],
  ['3 Jan', 'date'],
  ['AB-1234', 'case-ref'],
  ['AB 12', 'elector-number'],
  ['012AB 34', 'elector-number'],
  ['T/LD', 'voter-code'],
  ["don't know", 'party-word'],
  ['2 months behind', 'status'],
  ['two months behind', 'status'],
  ['joined last year', 'status'],
  ['direct debit', 'payment'],
  ['suspended until May', 'sanction'],
  ['✓', 'mark'],
  ['£12.50', 'money'],
  ['$5', 'money'],
  ['12.34', 'decimal'],
  ['1,234', 'integer'],
  ['99%', 'integer'],
  ['Ms Joan Petty', 'name'],
  ['PETTY, Joan', 'name'],
  ['Zoë Ünal', 'name'],
  ['12 High Street', 'street'],
  ['Joan Petty, 12 Mill Lane', 'person-at'],
  ['Petty', 'word'],
  ['Ünal', 'word'],
  ['', 'empty'],
  ['joan petty', 'text'],
  ['Northfield CLP', 'text'],
  ['01632', 'integer'],
  ['7700 9001', 'text'],
  ['L 1 2', 'text'],
  [`7${' '.repeat(90)}`, 'text'],
];
const EXPRESSED = FIELD_KINDS.filter((kind) => kind !== 'text' && kind !== 'empty');

describe('fields', () => {
  it.each(rows)('tells %s', (cell, kind) => {
    expect(kindOf(cell)).toBe(kind);
  });

  it.each(rows)('says the same of %s to whoever asks for one kind', (cell, kind) => {
    const has = classOf(cell, 0, cell.length);
    for (const each of EXPRESSED)
      expect(kindAmong(cell, 0, cell.length, has, bitsOf(each)), each).toBe(each === kind ? indexOfKind(each) : -1);
  });
});
