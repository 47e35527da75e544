import { Button, Group, Modal, MultiSelect, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import type { Office, User } from '../api/types';
import { Failed } from '../components/Failed';
import { useSession } from '../session/session';
import { type UserFields, useSaveUser } from './queries';
import { ROLE_OPTIONS } from './roles';

/** Makes an account, or changes one. */
export function UserDialog({ unit, user, offices, onClose }: { unit: string; user: User | null; offices: Office[]; onClose: () => void }) {
  const session = useSession();
  const save = useSaveUser(user !== null);
  const [fields, setFields] = useState<UserFields>({
    userName: user?.userName ?? '', displayName: user?.displayName ?? '', unit: user?.unit ?? unit, roles: user?.roles ?? [],
    office: user?.office ?? null, title: user?.title ?? null, email: user?.email ?? null, password: '',
  });
  const problem = save.error ? asProblem(save.error) : undefined;
  const set = (change: Partial<UserFields>) => setFields((before) => ({ ...before, ...change }));
  const send = () =>
    save.mutate(fields, {
      onSuccess: () => {
        notifications.show({ color: 'teal', message: user ? 'Đã lưu thông tin tài khoản.' : `Đã tạo tài khoản ${fields.userName}.` });
        onClose();
      },
    });
  return (
    <Modal opened onClose={onClose} title={user ? `Sửa tài khoản ${user.userName}` : 'Thêm tài khoản'} size="lg">
      <Stack>
        {!user && <TextInput label="Tên đăng nhập" description="Chữ thường không dấu, số, dấu chấm, gạch ngang." required data-autofocus autoCapitalize="none" spellCheck={false} value={fields.userName} onChange={(e) => set({ userName: e.currentTarget.value })} error={problem?.messageAt('userName')} />}
        <TextInput label="Họ tên hiển thị" required value={fields.displayName} onChange={(e) => set({ displayName: e.currentTarget.value })} error={problem?.messageAt('displayName')} />
        <Group grow align="start">
          <Select label="Phòng" placeholder="Không thuộc phòng nào" clearable data={offices.map((o) => ({ value: o.code, label: o.name }))} value={fields.office} onChange={(office) => set({ office })} error={problem?.messageAt('office')} />
          <TextInput label="Chức vụ" value={fields.title ?? ''} onChange={(e) => set({ title: e.currentTarget.value || null })} error={problem?.messageAt('title')} />
        </Group>
        <TextInput label="Thư điện tử" type="email" placeholder="ten.ho@haiphong.gov.vn" value={fields.email ?? ''} onChange={(e) => set({ email: e.currentTarget.value || null })} error={problem?.messageAt('email')} />
        <MultiSelect label="Vai trò" required disabled={!session.roles.includes('city-admin')} data={ROLE_OPTIONS} value={fields.roles} onChange={(roles) => set({ roles })} error={problem?.messageAt('roles')} />
        {!user && <PasswordInput label="Mật khẩu ban đầu" description="Ít nhất 12 ký tự." required autoComplete="new-password" value={fields.password} onChange={(e) => set({ password: e.currentTarget.value })} error={problem?.messageAt('password')} visibilityToggleButtonProps={{ 'aria-label': 'Hiện hoặc ẩn mật khẩu' }} />}
        {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa lưu được" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button loading={save.isPending} onClick={send}>{user ? 'Lưu' : 'Tạo tài khoản'}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
