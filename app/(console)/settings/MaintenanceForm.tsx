"use client";

import type { MaintenanceSettings } from "@opstage/contracts";
import { Alert, App, Form, InputNumber } from "antd";
import { useEffect, useState } from "react";
import { claimDraft, dropDraft, readDraft, writeDraft } from "../../_lib/drafts";
import { useText } from "../../_lib/i18n";
import { useRoleReason } from "../../_lib/session";
import { trpc } from "../../_lib/trpc";
import { FailureText } from "../../_ui/FailureText";
import { GuardedButton } from "../../_ui/GuardedButton";
import { Panel } from "../../_ui/Panel";
import { type SettingField, settingGroups } from "./maintenance-fields";

const draftName = "settings.maintenance";

/** What differs from what the server has. */
function changesOf(values: Partial<MaintenanceSettings>, saved: MaintenanceSettings): object {
  const known = new Map<string, unknown>(Object.entries(saved));
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => known.get(name) !== value));
}

/** The draft of an earlier look at this page, laid over what the server has. */
function initialValues(saved: MaintenanceSettings): MaintenanceSettings {
  const draft = claimDraft(draftName) ? readDraft(draftName) : undefined;
  return typeof draft === "object" ? { ...saved, ...draft } : saved;
}

/** The maintenance settings; owners change them, and they hold at once. */
export function MaintenanceForm({ settings }: { readonly settings: MaintenanceSettings }) {
  const t = useText();
  const { message } = App.useApp();
  const utils = trpc.useUtils();
  const reason = useRoleReason("owner");
  const [form] = Form.useForm<MaintenanceSettings>();
  const [start] = useState(() => initialValues(settings));
  const [isChanged, setChanged] = useState(() => Object.keys(changesOf(start, settings)).length > 0);
  const update = trpc.settings.updateMaintenance.useMutation({
    onSuccess: (saved) => {
      utils.settings.maintenance.setData(undefined, saved);
      form.setFieldsValue(saved);
      forget();
      message.success(t("settings.saved"));
    },
  });

  const forget = (): void => {
    dropDraft(draftName);
    setChanged(false);
  };

  // Somebody else saved: what is not being edited here follows.
  useEffect(() => {
    if (!isChanged) form.setFieldsValue(settings);
  }, [settings, isChanged, form]);

  const label = ({ name }: SettingField) => t(`settings.field.${name}`);
  return (
    <Form<MaintenanceSettings>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={start}
      className="stack-lg"
      onValuesChange={(_, values) => {
        const changes = changesOf(values, settings);
        const hasChanges = Object.keys(changes).length > 0;
        setChanged(hasChanges);
        if (hasChanges) writeDraft(draftName, changes);
        else dropDraft(draftName);
      }}
      onFinish={(values) => update.mutate(changesOf(values, settings))}
    >
      {settingGroups.map((group) => (
        <Panel key={group.key} title={t(`settings.group.${group.key}`)}>
          <div className="setting-grid">
            {group.fields.map((field: SettingField) => (
              <Form.Item
                key={field.name}
                name={field.name}
                label={label(field)}
                extra={[
                  t(`settings.hint.${field.name}`),
                  field.zero ? t(`settings.zero.${field.zero}`) : "",
                ].join(" ")}
                rules={[
                  {
                    type: "integer",
                    required: true,
                    min: field.zero ? 0 : 1,
                    max: field.max,
                    message: t("settings.range", { min: field.zero ? 0 : 1, max: field.max }),
                  },
                ]}
              >
                <InputNumber
                  className="setting-number"
                  suffix={t(`settings.unit.${field.unit}`)}
                  readOnly={reason !== undefined}
                  inputMode="numeric"
                  controls={false}
                />
              </Form.Item>
            ))}
          </div>
        </Panel>
      ))}
      {update.error ? <Alert type="error" showIcon title={<FailureText error={update.error} />} /> : null}
      <div className="row settings-save">
        <GuardedButton
          type="primary"
          htmlType="submit"
          needs="owner"
          loading={update.isPending}
          disabledReason={isChanged ? null : t("settings.unchanged")}
        >
          {t("common.save")}
        </GuardedButton>
        {isChanged ? (
          <GuardedButton
            onClick={() => {
              form.setFieldsValue(settings);
              update.reset();
              forget();
            }}
          >
            {t("settings.discard")}
          </GuardedButton>
        ) : null}
        <span className="faint" role="status">
          {t(isChanged ? "settings.unsaved" : "settings.holdsAtOnce")}
        </span>
      </div>
    </Form>
  );
}
