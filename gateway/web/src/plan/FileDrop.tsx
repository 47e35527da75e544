import { Button, Loader, Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import classes from './Plan.module.css';

const ACCEPTED = ['.docx', '.xlsx', '.pdf', '.txt', '.md'];
const LARGEST_MB = 20;

/** A place to drop a document, and a button for those who do not drag. */
export function FileDrop({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState('');

  function take(file: File | undefined) {
    setRefused('');
    if (!file || busy) return;
    if (file.size > LARGEST_MB * 1024 * 1024) setRefused(`Tệp ${Math.ceil(file.size / 1024 / 1024)} MB, tối đa ${LARGEST_MB} MB.`);
    else if (file.size === 0) setRefused('Tệp rỗng.');
    else onFile(file);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  }

  return (
    <div
      className={classes.drop} data-over={over || undefined}
      onDragOver={(e) => {
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)} onDrop={drop}
    >
      {busy ? <Loader /> : <IconFileUpload size={40} stroke={1.4} aria-hidden />}
      <Text fw={600} role="status">{busy ? 'Đang đọc văn bản…' : 'Kéo tệp kế hoạch vào đây'}</Text>
      <Text size="sm" c="dimmed">Word (.docx), Excel (.xlsx), PDF có lớp văn bản, hoặc văn bản (.txt, .md), tối đa {LARGEST_MB} MB</Text>
      <Button mt="xs" variant="default" disabled={busy} onClick={() => input.current?.click()}>Chọn tệp…</Button>
      <input
        ref={input} type="file" hidden accept={ACCEPTED.join(',')} aria-label="Tệp kế hoạch"
        onChange={(e) => {
          take(e.currentTarget.files?.[0]);
          e.currentTarget.value = '';
        }}
      />
      {refused && <Text size="sm" c="var(--tone-bad)" role="alert">{refused}</Text>}
    </div>
  );
}
