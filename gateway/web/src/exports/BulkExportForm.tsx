import { Button, Checkbox, Group, Radio, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { BLOCKS } from '../format/labels';
import { ExportJobLine } from './ExportJobLine';
import { useAskExport, useExportJobs } from './queries';

const FORMATS = [
  { value: 'docx', label: 'Word (thể thức văn bản)' },
  { value: 'pdf', label: 'PDF' },
  { value: 'xlsx', label: 'Excel' },
  { value: 'csv', label: 'CSV' },
];

export function BulkExportForm({ period }: { period: string }) {
  const [format, setFormat] = useState('docx');
  const [block, setBlock] = useState('');
  const [acceptedOnly, setAcceptedOnly] = useState(false);
  const ask = useAskExport(period);
  const jobs = useExportJobs();
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        Mỗi báo cáo đã gửi là một tệp; kèm danh sách biên nhận và đơn vị chưa gửi. Có thể rời trang trong lúc chờ, tệp được giữ một ngày.
      </Text>
      <Radio.Group label="Định dạng" value={format} onChange={setFormat}>
        <Group mt={6}>{FORMATS.map((f) => <Radio key={f.value} value={f.value} label={f.label} />)}</Group>
      </Radio.Group>
      <Group align="end">
        <Select
          label="Khối" w={180} value={block} allowDeselect={false} onChange={(value) => setBlock(value ?? '')}
          data={[{ value: '', label: 'Mọi khối' }, ...Object.entries(BLOCKS).map(([value, label]) => ({ value, label }))]}
        />
        <Checkbox mb={8} label="Chỉ báo cáo đã duyệt" checked={acceptedOnly} onChange={(e) => setAcceptedOnly(e.currentTarget.checked)} />
        <Button ml="auto" loading={ask.isPending} onClick={() => ask.mutate({ format, block: block || null, acceptedOnly })}>Xuất</Button>
      </Group>
      {ask.error && <Failed error={ask.error} />}
      {jobs.isPending ? <Waiting /> : jobs.error ? <Failed error={jobs.error} onRetry={() => void jobs.refetch()} /> : jobs.data.length === 0 ? (
        <Empty title="Chưa có lần xuất nào">Chọn định dạng rồi bấm “Xuất”.</Empty>
      ) : (
        <Stack gap="xs" aria-label="Các lần xuất" role="list">{jobs.data.map((job) => <ExportJobLine key={job.id} job={job} />)}</Stack>
      )}
    </Stack>
  );
}
