import { Anchor, Button, Drawer, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { TemplateSection } from '../api/types';
import { Empty } from '../components/Empty';
import { Failed } from '../components/Failed';
import { Waiting } from '../components/Waiting';
import { fold } from '../format/search';
import { fieldId } from '../report/keys';
import { sectionSourcesQuery } from './queries';

interface Props {
  period: string;
  city: string;
  section: TemplateSection;
  onClose: () => void;
  /** Puts a line into the text; undefined while it may not be changed. */
  onQuote?: (line: string) => void;
}

/** What every commune wrote in a section, with the way to its report. */
export function SectionSources({ period, city, section, onClose, onQuote }: Props) {
  const sources = useQuery(sectionSourcesQuery(period, city, section.code));
  const [search, setSearch] = useState('');
  const shown = (sources.data ?? []).filter((s) => fold(`${s.name} ${s.text}`).includes(fold(search)));
  return (
    <Drawer opened onClose={onClose} position="right" size="lg" title={`Các đơn vị viết: ${section.title}`}>
      {sources.error ? <Failed error={sources.error} onRetry={() => void sources.refetch()} /> : sources.isPending ? <Waiting lines={6} /> : (
        <Stack gap="md">
          <TextInput aria-label="Tìm trong nội dung" placeholder="Tìm đơn vị hoặc nội dung" value={search} onChange={(e) => setSearch(e.currentTarget.value)} data-autofocus />
          <Text size="sm" c="dimmed" role="status">{shown.length}/{sources.data.length} đơn vị</Text>
          {shown.length === 0 && <Empty title="Không có nội dung nào" />}
          {shown.map((s) => (
            <div key={s.orgUnit}>
              <Group gap="sm" justify="space-between">
                <Anchor size="sm" fw={600} component={Link} to={`/don-vi/${s.orgUnit}/bao-cao/${period}#${fieldId(`narrative.${section.code}`)}`} target="_blank">{s.name}</Anchor>
                <Group gap="xs">
                  {!s.accepted && <Text size="xs" c="dimmed">chưa duyệt</Text>}
                  {onQuote && <Button size="compact-xs" variant="light" onClick={() => onQuote(`- ${s.name}: ${s.text}`)}>Đưa vào phần lời</Button>}
                </Group>
              </Group>
              <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>{s.text}</Text>
            </div>
          ))}
        </Stack>
      )}
    </Drawer>
  );
}
