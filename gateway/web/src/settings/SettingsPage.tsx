import { Stack, Tabs, Title } from '@mantine/core';
import { useNavigate, useParams } from 'react-router';
import { usePageTitle } from '../layout/usePageTitle';
import { NotFoundPage } from '../notFound/NotFoundPage';
import { useSession } from '../session/session';
import { CalendarPart } from './CalendarPart';
import { ClientsPart } from './ClientsPart';
import { MailsPart } from './MailsPart';
import { OfficesPart } from './OfficesPart';
import { type Part, settingsOf } from './parts';
import { RemindersPart } from './RemindersPart';
import { UsersPart } from './UsersPart';

const SHOWN: Record<Part, () => React.JSX.Element> = {
  'tai-khoan': UsersPart, phong: OfficesPart, lich: CalendarPart, 'nhac-viec': RemindersPart, thu: MailsPart, 'ket-noi': ClientsPart,
};

/** Accounts, offices, calendar, reminder rules, mail and API clients, as far as the person may change them. */
export function SettingsPage() {
  usePageTitle('Cài đặt');
  const session = useSession();
  const navigate = useNavigate();
  const parts = settingsOf(session);
  const { part = parts[0]?.value } = useParams();
  const chosen = parts.find((p) => p.value === part);
  if (!chosen) return <NotFoundPage />;
  const Shown = SHOWN[chosen.value];
  return (
    <Stack gap="md">
      <Title order={1} size="h2">Cài đặt</Title>
      <Tabs value={chosen.value} onChange={(value) => value && void navigate(`/cai-dat/${value}`)} className="no-print">
        <Tabs.List>
          {parts.map((p) => <Tabs.Tab key={p.value} value={p.value}>{p.label}</Tabs.Tab>)}
        </Tabs.List>
      </Tabs>
      <Shown />
    </Stack>
  );
}
