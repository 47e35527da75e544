import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { LEADER, serve, show } from '../testing';
import { AssignDialog } from './AssignDialog';

const ADMIN = { ...LEADER, userName: 'city-admin', displayName: 'Quản trị', unit: '31', unitKind: 'province', roles: ['city-admin'] };
const user = (userName: string, roles: string[], disabled = false) => ({ userName, displayName: `Cán bộ ${userName}`, unit: '31', roles, disabled, demo: true, office: null, title: null, email: null });

describe('AssignDialog', () => {
  it('offers those of the Department who review, and hands over the chosen one', async () => {
    serve(() => ({ body: [user('city-admin', ['city-admin']), user('city-analyst', ['city-analyst']), user('left', ['city-admin'], true), user('bus', ['integration-client'])] }));
    const onAssign = vi.fn();
    show(<AssignDialog count={3} pending={false} onAssign={onAssign} onClose={() => undefined} />, { session: ADMIN });
    await userEvent.click(await screen.findByRole('combobox', { name: /Người duyệt/ }));
    await screen.findByText('Cán bộ city-analyst (city-analyst)');
    expect(screen.getAllByRole('option', { hidden: true }).map((o) => o.textContent)).toEqual(['Cán bộ city-admin (tôi)', 'Cán bộ city-analyst (city-analyst)']);
    await userEvent.click(screen.getByText('Cán bộ city-analyst (city-analyst)'));
    await userEvent.click(screen.getByRole('button', { name: 'Giao' }));
    expect(onAssign).toHaveBeenCalledExactlyOnceWith('city-analyst');
  });
});
