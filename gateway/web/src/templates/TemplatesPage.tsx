import { Anchor, Badge, Button, FileInput, Group, List, Modal, Stack, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { asProblem } from '../api/problem';
import type { Template, TemplateVersion } from '../api/types';
import type { TemplateState } from '../api/words';
import { DataTable } from '../components/DataTable';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { formatInstant } from '../format/dates';
import { AREAS, blockName } from '../format/labels';
import { usePageTitle } from '../layout/usePageTitle';
import { useTemplates, versionsQuery } from './queries';

const TEMPLATE_STATES: Record<TemplateState, { label: string; color: string }> = {
  draft: { label: 'Bản nháp', color: 'blue' }, published: { label: 'Đang dùng', color: 'teal' }, retired: { label: 'Dừng dùng', color: 'gray' },
};

export function TemplateStateBadge({ state }: { state: string }) {
  const { label, color } = TEMPLATE_STATES[state as TemplateState] ?? { label: state, color: 'gray' };
  return <Badge color={color}>{label}</Badge>;
}

const forWhom = (t: Template) => (t.units ? `${t.units.length} đơn vị` : t.blocks ? t.blocks.map(blockName).join(', ') : 'tất cả');

/** Report templates (biểu mẫu) and their versions. */
export function TemplatesPage() {
  const versions = useQuery(versionsQuery);
  const { begin } = useTemplates();
  const navigate = useNavigate();
  const [making, setMaking] = useState<'new' | 'import' | null>(null);
  usePageTitle('Biểu mẫu báo cáo');
  if (versions.isError) return <Failed error={versions.error} onRetry={() => void versions.refetch()} />;
  if (!versions.data) return <Waiting lines={6} />;
  const next = (template: Template) => begin.mutate(template, {
    onSuccess: (draft) => void navigate(`/bieu-mau/${draft.code}/${draft.version}`),
    onError: (error) => notifications.show({ color: 'red', message: asProblem(error).message }),
  });
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <div>
          <Title order={1} size="h2">Biểu mẫu báo cáo</Title>
          <Text size="sm" c="dimmed">Phiên bản đã ban hành không đổi nữa; báo cáo đã bắt đầu giữ phiên bản của mình.</Text>
        </div>
        <Group gap="xs">
          <Button variant="default" onClick={() => setMaking('import')}>Nhập từ Excel…</Button>
          <Button onClick={() => setMaking('new')}>Biểu mẫu mới…</Button>
        </Group>
      </Group>
      <DataTable<TemplateVersion>
        label="Các phiên bản biểu mẫu" height={560} rows={versions.data} rowKey={(v) => `${v.code}/${v.version}`} empty={<Empty title="Chưa có biểu mẫu nào" />}
        columns={[
          { id: 'title', header: 'Biểu mẫu', sortBy: (v) => v.template.title, cell: (v) => <Anchor component={Link} size="sm" fw={600} to={`/bieu-mau/${v.code}/${v.version}`}>{v.template.title || v.code}</Anchor> },
          { id: 'version', header: 'Phiên bản', sortBy: (v) => `${v.code}/${String(v.version).padStart(4, '0')}`, cell: (v) => `${v.code} · ${v.version}` },
          { id: 'state', header: 'Trạng thái', sortBy: (v) => v.state, cell: (v) => <TemplateStateBadge state={v.state} /> },
          { id: 'size', header: 'Nội dung', wide: true, cell: (v) => `${v.template.items.length} chỉ tiêu, ${v.template.sections.length} phần lời` },
          { id: 'for', header: 'Dùng cho', wide: true, cell: (v) => forWhom(v.template) },
          { id: 'updated', header: 'Sửa lần cuối', wide: true, sortBy: (v) => v.updatedAt, cell: (v) => (v.updatedAt ? `${formatInstant(v.updatedAt)} · ${v.updatedBy}` : 'có sẵn') },
          { id: 'act', header: 'Thao tác', quiet: true, align: 'right', cell: (v) => <Button size="compact-xs" variant="default" loading={begin.isPending} aria-label={`Lập phiên bản mới từ ${v.code} phiên bản ${v.version}`} onClick={() => next(v.template)}>Phiên bản mới</Button> },
        ]}
      />
      {making && <MakeDialog kind={making} onClose={() => setMaking(null)} />}
    </Stack>
  );
}

function MakeDialog({ kind, onClose }: { kind: 'new' | 'import'; onClose: () => void }) {
  const { begin, upload } = useTemplates();
  const navigate = useNavigate();
  const [code, setCode] = useState('');
  const [title, setTitle] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const call = kind === 'new' ? begin : upload;
  const problem = call.error ? asProblem(call.error) : undefined;
  const open = (draft: TemplateVersion, notes: string[]) => {
    if (notes.length > 0) notifications.show({ color: 'orange', autoClose: false, title: 'Cần xem lại sau khi nhập', message: <List size="sm">{notes.slice(0, 8).map((n, i) => <List.Item key={i}>{n}</List.Item>)}{notes.length > 8 && <List.Item>… và {notes.length - 8} chỗ nữa.</List.Item>}</List> });
    void navigate(`/bieu-mau/${draft.code}/${draft.version}`);
  };
  const make = () => {
    if (kind === 'import') {
      if (file) upload.mutate({ file, code, title }, { onSuccess: (made) => open(made.draft, made.notes) });
      return;
    }
    begin.mutate({
      code, version: 1, title, periodKinds: ['quarter'], areas: AREAS.map((name, i) => ({ number: i + 1, title: name })),
      sections: [], items: [{ code: 'CT001', area: 1, name: 'Chỉ tiêu đầu tiên', unit: '', type: 'count', required: false, prefill: null, carryOver: false }], checks: [], measures: [],
    }, { onSuccess: (draft) => open(draft, []) });
  };
  return (
    <Modal opened onClose={onClose} title={kind === 'new' ? 'Biểu mẫu mới' : 'Nhập biểu mẫu từ Excel'}>
      <Stack>
        <TextInput label="Mã biểu mẫu" description="Chữ in hoa không dấu, chữ số, gạch nối" required data-autofocus value={code} onChange={(e) => setCode(e.currentTarget.value.toUpperCase())} error={problem?.messageAt('code')} />
        <TextInput label="Tên biểu mẫu" required value={title} onChange={(e) => setTitle(e.currentTarget.value)} error={problem?.messageAt('title')} />
        {kind === 'import' && (
          <FileInput
            label="Tệp .xlsx" required accept=".xlsx" value={file} onChange={setFile} placeholder="Chọn tệp" error={problem?.messageAt('file') ?? problem?.messageAt('items')}
            description="Bảng có dòng tiêu đề với các cột “Chỉ tiêu”, “Đơn vị tính”; đọc thêm “Mã”, “Lĩnh vực”, “Phần việc”, “Phòng thực hiện”, “Nguồn số liệu”, “Cách tổng hợp”, “Công thức”, “Kiểm tra”, “Bắt buộc” nếu có. Tệp tải về từ một biểu mẫu nhập lại được nguyên vẹn."
          />
        )}
        {problem && problem.fields.length === 0 && <Failed error={problem} title="Chưa tạo được" />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>Hủy</Button>
          <Button loading={call.isPending} disabled={kind === 'import' && !file} onClick={make}>{kind === 'new' ? 'Tạo bản nháp' : 'Nhập'}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
