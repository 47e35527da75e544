import { beforeEach, describe, expect, it, vi } from 'vitest';
import { asProblem, dataOf, Problem, problemOf } from '../api/problem';
import { returnAddress } from './returnAddress';
import { rights, type Session } from './session';
import { csrfToken, maySignedIn, sessionBegan, sessionLeft, sessionLost, wasLeft, whenSessionLost } from './sessionState';

const person = (unit: string, unitKind: string, ...roles: string[]): Session => ({
  userName: 'u', displayName: 'U', unit, unitName: 'U', unitKind, roles, csrf: 'c',
});

describe('returnAddress', () => {
  it.each([
    ['/don-vi/11593/bao-cao/2025-Q3', '/don-vi/11593/bao-cao/2025-Q3'], ['/?ky=2025-Q2', '/?ky=2025-Q2'], [null, '/'], ['', '/'],
    ['//evil.example', '/'], ['/\\evil.example', '/'], ['https://evil.example', '/'], ['/dang-nhap?tiep=/x', '/'],
  ])('%s -> %s', (wanted, address) => expect(returnAddress(wanted)).toBe(address));
});

describe('rights', () => {
  it('lets the Department review and communes write for themselves only', () => {
    const admin = person('31', 'province', 'city-admin');
    const officer = person('11593', 'phuong', 'commune-officer');
    const leader = person('11593', 'phuong', 'commune-leader');
    expect([rights.seesCity(admin), rights.reviews(admin), rights.writesFor(admin, '11593')]).toEqual([true, true, false]);
    expect(rights.reviews(person('31', 'province', 'city-analyst'))).toBe(false);
    expect([rights.writesFor(officer, '11593'), rights.writesFor(officer, '10507'), rights.submitsFor(officer, '11593')]).toEqual([true, false, false]);
    expect(rights.submitsFor(leader, '11593')).toBe(true);
  });
});

describe('session state', () => {
  beforeEach(() => localStorage.clear());

  it('remembers that somebody signed in, and nothing about whom', () => {
    sessionBegan('secret');
    expect(maySignedIn()).toBe(true);
    expect(JSON.stringify({ ...localStorage })).not.toContain('secret');
  });

  it('knows a sign-out from a lost session, until the next sign-in', () => {
    sessionBegan('secret');
    sessionLeft();
    expect([maySignedIn(), wasLeft()]).toEqual([false, true]);
    sessionBegan('next');
    sessionLost();
    expect(wasLeft()).toBe(false);
  });

  it('forgets token and flag when the server says that the session is over', () => {
    const told = vi.fn();
    whenSessionLost(told);
    sessionBegan('secret');
    sessionLost();
    expect([csrfToken(), maySignedIn(), told.mock.calls.length]).toEqual(['', false, 1]);
  });
});

describe('problems', () => {
  const body = { code: 'RPT-0007', title: 'Breaks rules', detail: 'Còn 2 chỗ.', errors: [{ field: 'values.A', code: 'RPT-1006', message: 'Chưa nhập: A.' }, 'nonsense'] };

  it('takes the Vietnamese detail and the fields', () => {
    const problem = problemOf(422, body);
    expect(problem).toMatchObject({ status: 422, code: 'RPT-0007', message: 'Còn 2 chỗ.' });
    expect(problem.messageAt('values.A')).toBe('Chưa nhập: A.');
    expect(problem.messageAt('values.B')).toBeUndefined();
  });

  it.each([undefined, null, '<html>502</html>', {}])('says something useful about %s', (answer) => {
    expect(problemOf(502, answer).message).toContain('Máy chủ chưa trả lời');
  });

  it('tells a lost network from a refusal', async () => {
    await expect(dataOf(Promise.reject(new TypeError('Failed to fetch')))).rejects.toMatchObject({ code: 'OFFLINE', status: 0 });
    await expect(dataOf(Promise.resolve({ error: body, response: new Response(null, { status: 422 }) }))).rejects.toBeInstanceOf(Problem);
    await expect(dataOf(Promise.resolve({ data: 5, response: new Response() }))).resolves.toBe(5);
    expect(asProblem(new Error('bug')).message).toContain('Máy chủ');
  });
});
