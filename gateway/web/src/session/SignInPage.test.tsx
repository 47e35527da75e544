import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serve, show } from '../testing';
import { SignInPage } from './SignInPage';

describe('SignInPage', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => vi.unstubAllGlobals());

  it('asks for no session on a first visit', async () => {
    const calls = serve(() => ({ body: { demo: true } }));
    show(<SignInPage />, { session: null });
    expect(await screen.findByText(/Dữ liệu demo:/)).toBeInTheDocument();
    expect(calls.map((c) => c.path)).toEqual(['/bff/about']);
  });

  it('says what is missing before anything is sent', async () => {
    const calls = serve(() => ({ body: { demo: false } }));
    show(<SignInPage />, { session: null });
    await userEvent.click(screen.getByRole('button', { name: 'Đăng nhập' }));
    expect(screen.getByText('Chưa nhập tên đăng nhập.')).toBeInTheDocument();
    expect(screen.getByText('Chưa nhập mật khẩu.')).toBeInTheDocument();
    expect(calls.some((c) => c.path === '/bff/sign-in')).toBe(false);
  });

  it('shows the refusal, keeps the name, empties the password', async () => {
    serve(({ path }) => (path === '/bff/sign-in' ? { status: 401, body: { code: 'AUTH-0002', detail: 'Sai tên đăng nhập hoặc mật khẩu.' } } : { body: { demo: false } }));
    show(<SignInPage />, { session: null });
    await userEvent.type(screen.getByLabelText('Tên đăng nhập'), ' 11593-leader ');
    await userEvent.type(screen.getByLabelText('Mật khẩu'), 'sai{Enter}');
    expect(await screen.findByText('Sai tên đăng nhập hoặc mật khẩu.')).toBeInTheDocument();
    expect(screen.getByLabelText('Tên đăng nhập')).toHaveValue(' 11593-leader ');
    expect(screen.getByLabelText('Mật khẩu')).toHaveValue('');
  });

  it('sends the name without stray spaces and remembers neither name nor token', async () => {
    const calls = serve(({ path }) => (path === '/bff/sign-in' ? { body: { userName: 'a', csrf: 'geheim', roles: [] } } : { body: { demo: false } }));
    show(<SignInPage />, { session: null });
    await userEvent.type(screen.getByLabelText('Tên đăng nhập'), ' a ');
    await userEvent.type(screen.getByLabelText('Mật khẩu'), 'b{Enter}');
    await waitFor(() => expect(calls.find((c) => c.path === '/bff/sign-in')?.body).toEqual({ userName: 'a', password: 'b' }));
    await waitFor(() => expect(localStorage.getItem('signed-in')).toBe('1'));
    expect(localStorage).toHaveLength(1);
  });
});
