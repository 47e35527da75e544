import { Anchor, Stack, Tabs, Title } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import { notifications } from '@mantine/notifications';
import { usePageTitle } from '../layout/usePageTitle';
import { NotFoundPage } from '../notFound/NotFoundPage';
import { rights, useSession } from '../session/session';
import { AssignForm } from './AssignForm';
import { AssignList } from './AssignList';

/** The city gives one task to many communes, or a whole list of tasks. */
export function AssignPage() {
  const session = useSession();
  const navigate = useNavigate();
  usePageTitle('Giao việc');
  if (!rights.seesCity(session) || !rights.reviews(session)) return <NotFoundPage what="Trang giao việc dành cho quản trị của thành phố" />;
  const done = (ids: string[], tasks: number) => {
    notifications.show({ color: 'teal', message: `Đã giao ${ids.length} việc, tạo ${tasks.toLocaleString('vi')} nhiệm vụ.` });
    void navigate(ids.length === 1 ? `/giao-viec/${ids[0]}` : '/giao-viec');
  };
  return (
    <Stack gap="md">
      <div>
        <Anchor component={Link} to="/giao-viec" size="sm">← Việc thành phố giao</Anchor>
        <Title order={1} size="h2" mt={4}>Giao việc</Title>
      </div>
      <Tabs defaultValue="one" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="one">Một việc cho nhiều đơn vị</Tabs.Tab>
          <Tabs.Tab value="list">Danh sách từ Excel, CSV</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="one"><AssignForm city={session.unit} onDone={done} /></Tabs.Panel>
        <Tabs.Panel value="list"><AssignList onDone={done} /></Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
