import { Alert, Button, Group, Modal, MultiSelect, Radio, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../api/problem';
import type { NoticePreferences } from '../api/types';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { KIND_OPTIONS } from './kinds';
import { preferencesQuery, useSavePreferences } from './queries';

/** How notices come by e-mail; the inbox gets them all. */
export function PreferencesDialog({ onClose }: { onClose: () => void }) {
  const preferences = useQuery(preferencesQuery);
  return (
    <Modal opened onClose={onClose} title="Cách nhận thư điện tử" size="lg">
      {preferences.isPending && <Waiting lines={3} />}
      {preferences.isError && <Failed error={preferences.error} onRetry={() => void preferences.refetch()} />}
      {preferences.data && <Form preferences={preferences.data} onClose={onClose} />}
    </Modal>
  );
}

function Form({ preferences, onClose }: { preferences: NoticePreferences; onClose: () => void }) {
  const save = useSavePreferences();
  const [email, setEmail] = useState(preferences.email ?? '');
  const [delivery, setDelivery] = useState(preferences.delivery);
  const [muted, setMuted] = useState(preferences.mutedKinds);
  const problem = save.error ? asProblem(save.error) : undefined;
  const send = () =>
    save.mutate(
      { email: email.trim() || null, delivery, mutedKinds: muted },
      {
        onSuccess: () => {
          notifications.show({ color: 'teal', message: 'Đã lưu cách nhận thư.' });
          onClose();
        },
      },
    );
  return (
    <Stack>
      {!preferences.mailEnabled && <Alert color="yellow">Nền tảng chưa nối với máy chủ thư; mọi thông báo hiện chỉ vào hộp thông báo.</Alert>}
      <TextInput label="Địa chỉ thư điện tử" placeholder="ten.ho@haiphong.gov.vn" type="email" autoComplete="email" value={email} onChange={(e) => setEmail(e.currentTarget.value)} error={problem?.messageAt('email')} />
      <Radio.Group label="Gửi thư" value={delivery} onChange={setDelivery} error={problem?.messageAt('delivery')}>
        <Stack gap="xs" mt="xs">
          <Radio value="atOnce" label="Từng thông báo, ngay khi có (trừ ban đêm và ngày nghỉ)" />
          <Radio value="daily" label="Gộp mỗi sáng ngày làm việc một thư" />
          <Radio value="off" label="Không gửi thư" />
        </Stack>
      </Radio.Group>
      <MultiSelect label="Không gửi thư cho các loại" description="Vẫn vào hộp thông báo." data={KIND_OPTIONS} value={muted} onChange={setMuted} clearable error={problem?.messageAt('mutedKinds')} />
      {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa lưu được" />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>Hủy</Button>
        <Button loading={save.isPending} onClick={send}>Lưu</Button>
      </Group>
    </Stack>
  );
}
