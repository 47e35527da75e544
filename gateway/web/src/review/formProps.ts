export interface ReviewFormProps {
  unitName: string;
  period: string;
  error: unknown;
  busy: boolean;
  onCancel: () => void;
}
