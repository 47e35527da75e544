import { Alert, Anchor, Button, Container, Group, Paper, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { reportApi } from '../api/clients';
import { asProblem, dataOf } from '../api/problem';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { formatInstant } from '../format/dates';
import { periodName } from '../format/periods';
import { usePageTitle } from '../layout/usePageTitle';
import classes from './ReceiptPage.module.css';

/** Anybody with a receipt number sees who sent which version when, and whether the stored report is still what was sent. */
export function ReceiptPage() {
  const { receipt = '' } = useParams();
  const [typed, setTyped] = useState(receipt);
  const navigate = useNavigate();
  usePageTitle('Kiểm tra biên nhận');
  const verified = useQuery({
    queryKey: ['receipt', receipt],
    queryFn: () => dataOf(reportApi.GET('/api/reports/receipts/{receipt}/verify', { params: { path: { receipt } } })),
    enabled: receipt !== '',
    retry: false,
  });
  const data = verified.data;
  return (
    <Container size="sm" py="xl" component="main">
      <Stack>
        <div>
          <Anchor component={Link} to="/" size="sm">← Cải cách hành chính</Anchor>
          <Title order={1} size="h2">Kiểm tra biên nhận báo cáo</Title>
        </div>
        <form onSubmit={(e) => {
          e.preventDefault();
          if (typed.trim()) void navigate(`/bien-nhan/${encodeURIComponent(typed.trim())}`);
        }}>
          <Group align="flex-end">
            <TextInput flex={1} label="Số biên nhận" description="Ghi ở đầu báo cáo đã gửi; ai có số đều kiểm tra được báo cáo gửi lúc nào và có còn nguyên vẹn không." placeholder="2025-Q3.11593.1.0a1b2c3d" value={typed} onChange={(e) => setTyped(e.currentTarget.value)} />
            <Button type="submit">Kiểm tra</Button>
          </Group>
        </form>
        {receipt !== '' && verified.isPending && <Waiting lines={4} />}
        {verified.isError && (asProblem(verified.error).status === 404
          ? <Alert color="red" icon={<IconAlertTriangle />} title="Không có biên nhận này" role="alert">{asProblem(verified.error).message}</Alert>
          : <Failed error={verified.error} onRetry={() => void verified.refetch()} />)}
        {data && (
          <Paper withBorder p="md" component="section" aria-label="Kết quả kiểm tra">
            {data.intact
              ? <Alert color="teal" icon={<IconShieldCheck />} title="Biên nhận hợp lệ">Nội dung đang lưu đúng là nội dung đã gửi (mã băm tính lại trùng khớp).</Alert>
              : <Alert color="red" icon={<IconAlertTriangle />} title="Nội dung đã bị thay đổi">Mã băm tính lại không trùng với mã băm khi gửi. Hãy báo quản trị hệ thống.</Alert>}
            <Table mt="sm">
              <Table.Tbody>
                <Row name="Đơn vị">{data.orgUnitName} ({data.orgUnit})</Row>
                <Row name="Kỳ báo cáo">{periodName(data.period)}</Row>
                <Row name="Lần gửi">{data.version}{data.superseded && ' (đã có lần gửi mới hơn)'}</Row>
                <Row name="Gửi lúc">{formatInstant(data.submittedAt)} · {data.onTime ? 'đúng hạn' : 'trễ hạn'}</Row>
                <Row name="Mã băm SHA-256"><Text size="sm" className={classes.hash}>{data.sha256}</Text></Row>
                <Row name="Tính lại"><Text size="sm" className={classes.hash}>{data.recomputed}</Text></Row>
              </Table.Tbody>
            </Table>
          </Paper>
        )}
      </Stack>
    </Container>
  );
}

function Row({ name, children }: { name: string; children: React.ReactNode }) {
  return <Table.Tr><Table.Th w={150}>{name}</Table.Th><Table.Td>{children}</Table.Td></Table.Tr>;
}
