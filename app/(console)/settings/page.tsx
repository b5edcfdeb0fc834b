import { SettingsView } from "./SettingsView";

export default function SettingsPage() {
  return <SettingsView />;
}
