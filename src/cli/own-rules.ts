/** The organisation's own rules for the pages: their files with their tests, and a text tried out in memory. */
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { classify } from '../../classifiers/classifier.ts';
import { loadRuleFiles } from '../config/rule-files.ts';
import { normalise } from '../document/text.ts';
import type { Reference } from '../inspect.ts';
import { thresholdOf } from '../policy/thresholds.ts';
import type { OwnRules } from '../review/own-rules.ts';
import { documentOf, testedRule } from './rules.ts';

export function ownRulesOf(path: string | null, current: () => Reference): OwnRules {
  return {
    rules: () => {
      const { rules: inForce, fingerprints } = current();
      return (path === null ? [] : loadRuleFiles(path)).map((ruleFile) => ({
        file: basename(ruleFile.file),
        rule: ruleFile.rule,
        isInForce: inForce.some((each) => isDeepStrictEqual(each, ruleFile.rule)),
        tests: testedRule(ruleFile, fingerprints),
      }));
    },
    tried: (text) => {
      const reference = current();
      return classify(documentOf(text), { ...reference, normalise }).map((finding) => {
        const threshold = thresholdOf(finding.category, reference);
        return { ...finding, threshold, isReached: finding.confidence >= threshold };
      });
    },
  };
}
