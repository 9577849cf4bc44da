import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { RE2JS } from 're2js';
import type { SigmaRule } from '../../../lib/ast/rule.ts';
import { createMatcher, readEvent, type Matcher } from '../../../lib/engine/index.ts';
import { parseSigma } from '../../../lib/parse.ts';

function rule(title: string, detection: string, logsource = 'product: windows'): SigmaRule {
  const text = `title: ${title}\nlogsource: { ${logsource} }\ndetection:\n  a: ${detection}\n  condition: a\n`;
  return parseSigma(text).rules[0]!;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const titlesOf = (matcher: Matcher, event: unknown): readonly string[] =>
  matcher.match(readEvent(event)!).map((match) => match.rule.title);

describe('a matcher', () => {
  const cmd = rule('cmd', "{ Image|endswith: '\\cmd.exe' }");
  const late = rule('late', '{ CommandLine|contains: whoami }');
  const event = { Image: 'C:\\Windows\\CMD.exe', CommandLine: 'cmd /c whoami' };

  it('gives matches in the order of its rules', () => {
    expect(titlesOf(createMatcher([late, cmd]), event)).to.deep.equal(['late', 'cmd']);
    expect(titlesOf(createMatcher([cmd, late]), event)).to.deep.equal(['cmd', 'late']);
  });

  it('gives them in that order whatever log sources they are of', () => {
    const elsewhere = rule('elsewhere', "{ Image|endswith: '\\cmd.exe' }", 'product: linux');
    expect(titlesOf(createMatcher([cmd, elsewhere, late]), event)).to.deep.equal([
      'cmd',
      'elsewhere',
      'late',
    ]);
  });

  it('tells which searches and fields matched', () => {
    const [match] = createMatcher([cmd]).match(readEvent(event)!);
    expect(match!.searches).to.deep.equal(['a']);
    expect(match!.fields).to.deep.equal(['Image']);
  });

  it('takes rules in and lets them go', () => {
    const matcher = createMatcher([cmd]);
    matcher.add([late]);
    expect(titlesOf(matcher, event)).to.deep.equal(['cmd', 'late']);
    matcher.remove([cmd]);
    expect(titlesOf(matcher, event)).to.deep.equal(['late']);
    matcher.add([cmd]);
    expect(titlesOf(matcher, event)).to.deep.equal(['late', 'cmd']);
    matcher.remove([cmd, late]);
    expect(titlesOf(matcher, event)).to.deep.equal([]);
    expect(matcher.rules).to.deep.equal([]);
  });

  it('remembers values without mixing them up', () => {
    const matcher = createMatcher([rule('five', '{ Level: 5 }'), rule('yes', '{ Level: true }')]);
    const levels = [5, '5', true, 'TRUE', 'true', 6, null, [5], [[true]], 5];
    const found = levels.map((Level) => titlesOf(matcher, { Level }).join());
    expect(found).to.deep.equal(['five', 'five', 'yes', 'yes', 'yes', '', '', 'five', 'yes', 'five']);
  });

  it('does not take no value for a long one that was there before', () => {
    const matcher = createMatcher([cmd, rule('word', "[ 'needle' ]")]);
    const long = 'padding '.repeat(20_000);
    expect(titlesOf(matcher, { Image: `${long}\\cmd.exe`, other: `${long}needle` })).to.deep.equal([
      'cmd',
      'word',
    ]);
    expect(titlesOf(matcher, { Image: undefined, other: undefined })).to.deep.equal([]);
  });

  it('looks for keywords in the texts of numbers, whatever the numbers are', () => {
    // The first is what `JSON.parse` makes of `-1e999`.
    const texts: readonly (readonly [string, unknown])[] = [
      ['-inf', -Infinity],
      ['NaN', NaN],
      ['e-7', 1e-7],
      ['000', 1e21],
      ['-12', -12n],
      ['rue', true],
    ];
    for (const [text, Value] of texts) {
      const matcher = createMatcher([rule('word', `[ '${text}' ]`)]);
      expect(titlesOf(matcher, { Value }), text).to.deep.equal(['word']);
      expect(titlesOf(matcher, { Value: 5 }), text).to.deep.equal([]);
    }
  });

  it('forgets values when they become too many, and nothing else', () => {
    const matcher = createMatcher([cmd]);
    for (let i = 0; i < 5000; i++) {
      expect(titlesOf(matcher, { Image: `C:\\${i}\\cmd.exe` })).to.deep.equal(['cmd']);
      expect(titlesOf(matcher, { Image: `C:\\${i}\\cmd.com` })).to.deep.equal([]);
    }
  });

  it('does not take fields for keywords, nor the text of an object for its values', () => {
    const matcher = createMatcher([rule('word', "[ 'needle' ]")]);
    expect(titlesOf(matcher, { needle: 'x' })).to.deep.equal([]);
    expect(titlesOf(matcher, { Data: { needle: 'x' } })).to.deep.equal([]);
    expect(titlesOf(matcher, { Data: { deep: ['a Needle'] } })).to.deep.equal(['word']);
  });

  it('holds on to no event that it is done with', async () => {
    const matcher = createMatcher(
      ['security', 'system', 'application'].map((service) =>
        rule(service, "{ Image|contains: needle, User|re: 'a+b' }", `product: windows, service: ${service}`),
      ),
    );
    const show = (channel: string): WeakRef<object> => {
      const event = readEvent({ Channel: channel, EventID: 1, Image: 'needle', User: 'ab' })!;
      expect(matcher.match(event)).to.have.lengthOf(1);
      return new WeakRef(event.fields);
    };
    const shown = ['Security', 'System', 'Application'].map(show);
    // References are kept alive for the turn in which they were made.
    await new Promise((resolve) => setTimeout(resolve, 0));
    collectGarbage();
    expect(shown.map((event) => event.deref())).to.deep.equal([undefined, undefined, undefined]);
  });

  it('does not hold on to long names and long texts of where events come from', () => {
    const matcher = createMatcher([
      rule('add', '{ TargetObject|contains: needle }', 'product: windows, category: registry_add'),
      rule('delete', "[ 'needle' ]", 'product: windows, category: registry_delete'),
    ]);
    const registry = {
      Channel: 'Microsoft-Windows-Sysmon/Operational',
      EventID: 12,
      EventType: 'DeleteKey',
      Value: 'needle',
    };
    const long = 'x'.repeat(1_000_000);
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 20; i++) {
      expect(titlesOf(matcher, { ...registry, Channel: `${i}${long}` })).to.deep.equal([]);
      expect(titlesOf(matcher, { ...registry, EventType: `${i}${long}` })).to.deep.equal([]);
      expect(titlesOf(matcher, { ...registry, [`${i}${long}`]: 'Needle' })).to.deep.equal(['delete']);
    }
    // The engine of JavaScript keeps shapes of objects, and names with them, over some collections.
    for (let i = 0; i < 4; i++) collectGarbage();
    expect(process.memoryUsage().heapUsed - before).to.be.below(10_000_000);
  });

  it('says which rules it cannot use, and uses the others', () => {
    const bad = rule('bad', "{ Image|re: '^(a+)+$' }");
    const matcher = createMatcher([bad, cmd], { regex: 'safe' });
    expect(matcher.rules).to.deep.equal([cmd]);
    expect(matcher.diagnostics.map(({ code }) => code)).to.have.lengthOf(1);
    expect(titlesOf(matcher, event)).to.deep.equal(['cmd']);
  });
});

describe('a matcher given what no collector writes', () => {
  const matcher = createMatcher([
    rule('cmd', "{ Image|endswith: '\\cmd.exe' }"),
    rule('deep', '{ a.b.c|contains: needle }'),
    rule('word', "[ 'needle' ]"),
  ]);

  it('looks at own fields alone', () => {
    const event = JSON.parse('{"__proto__":{"Image":"C:\\\\cmd.exe"},"constructor":"x"}') as object;
    expect(titlesOf(matcher, event)).to.deep.equal([]);
    expect(titlesOf(matcher, JSON.parse('{"__proto__":"a needle"}'))).to.deep.equal(['word']);
  });

  it('is not confused by a prototype of all objects that others have changed', () => {
    Object.assign(Object.prototype, { Image: 'C:\\cmd.exe' });
    try {
      expect(titlesOf(matcher, { Other: 'x' })).to.deep.equal([]);
    } finally {
      delete (Object.prototype as { Image?: string }).Image;
    }
  });

  it('searches a value of fifty million characters', () => {
    const Data = `${'x'.repeat(50_000_000)}needle`;
    expect(titlesOf(matcher, { Data })).to.deep.equal(['word']);
  }).timeout(20_000);

  it('finds nothing of an event whose search a full stack has ended', () => {
    const both = createMatcher([
      rule('start', "{ Image|startswith: 'abc' }"),
      rule('anywhere', '{ Image|contains: [mimikatz, sekurlsa] }'),
    ]);
    const below = (frames: number, act: () => void): void => {
      if (frames === 0) act();
      else below(frames - 1, act);
    };
    const isTooDeep = (frames: number): boolean => {
      try {
        below(frames, () => titlesOf(both, { Image: `abc${'-'.repeat(90)}${frames}` }));
        return false;
      } catch {
        return true;
      }
    };
    let frames = 0;
    while (!isTooDeep(frames)) frames += 50;
    for (const end = frames + 10; frames > end - 200; frames--) {
      isTooDeep(frames);
      expect(titlesOf(both, { Image: `nothing ${frames}` })).to.deep.equal([]);
    }
  });

  it('takes any depth and any circle', () => {
    let deep: unknown = 'a needle';
    for (let i = 0; i < 100_000; i++) deep = i % 2 === 0 ? [deep] : { a: deep };
    expect(titlesOf(matcher, { deep })).to.deep.equal(['word']);
    const circle: Record<string, unknown> = { Image: 'C:\\cmd.exe' };
    circle.a = circle;
    circle.b = [circle, { c: 'needle' }];
    expect(titlesOf(matcher, circle)).to.include.members(['cmd', 'word']);
  });
});

describe('expressions that backtrack', () => {
  const LENGTH = 100_000;
  /** Events of that many bytes, a few more in each round, since a matcher remembers what it has seen. */
  const texts: readonly ((round: number) => string)[] = [
    (round) => 'a'.repeat(LENGTH + round),
    (round) => `${'a'.repeat(LENGTH + round)}!`,
    (round) => 'set && '.repeat(LENGTH / 7 + round),
  ];
  const rules = [
    rule('simple', "{ Data|re: '(a+)+$' }"),
    rule('exponential', "{ Data|re: '^(a+)+$' }"),
    rule('powers', "{ Data|re: 'a.*a.*a.*b' }"),
    rule('both', "{ Data|re: '(set|a).*&&\\s?(set|x).*(y|z)q' }"),
  ];

  it('take linear time with an engine for them, at most a hundred milliseconds for an event', () => {
    const matcher = createMatcher(rules, {
      regex: 'safe',
      linearRegex: (pattern) => RE2JS.compile(pattern),
    });
    expect(matcher.diagnostics).to.deep.equal([]);
    const found = texts.map((textOf) => {
      const rounds = Array.from({ length: 7 }, (_, round) => ({ Data: textOf(round) }));
      expect(Math.min(...rounds.map((event) => timeOf(() => titlesOf(matcher, event))))).to.be.at.most(100);
      return titlesOf(matcher, { Data: textOf(0) });
    });
    expect(found).to.deep.equal([['simple', 'exponential'], [], []]);
  });

  it('are none of those that are texts with anything between', () => {
    const matcher = createMatcher([rules[2]!]);
    for (const textOf of texts) {
      const rounds = Array.from({ length: 7 }, (_, round) => ({ Data: textOf(round) }));
      expect(Math.min(...rounds.map((event) => timeOf(() => titlesOf(matcher, event))))).to.be.at.most(100);
      expect(titlesOf(matcher, { Data: textOf(0) })).to.deep.equal([]);
    }
  });
});

/** Milliseconds of processor time: other work of the machine does not count. */
function timeOf(run: () => unknown): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
