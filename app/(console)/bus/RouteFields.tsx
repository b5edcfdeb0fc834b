"use client";

import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { AutoComplete, Button, Checkbox, Form, type FormInstance, Input, InputNumber, Radio } from "antd";
import { useText } from "../../_lib/i18n";
import { statusValues } from "../../_ui/status-values";
import styles from "./bus.module.css";
import type { MappingField, RouteForm } from "./route-form";
import { useActionsOf, useEventTypes, useServiceCodes } from "./route-options";

const statuses = statusValues("busRoute");
const eventPattern = /^[^\s*]+(?<!\.)(?:\.\*)?$/;

/** The fields of a route; pickers offer what is there, and take what is not there yet. */
export function RouteFields({ form }: { readonly form: FormInstance<RouteForm> }) {
  const t = useText();
  const eventTypes = useEventTypes(Form.useWatch("eventType", form));
  const sources = useServiceCodes(Form.useWatch("sourceServiceCode", form));
  const target = Form.useWatch("targetServiceCode", form);
  const actionName = Form.useWatch("actionName", form);
  const whenAway = Form.useWatch("whenAway", form);
  const targets = useServiceCodes(target);
  const actions = useActionsOf(target);
  const action = actions.find(({ name }) => name === actionName);
  const required = [{ required: true, whitespace: true, message: t("bus.required") }];
  const fillFields = (): void => {
    const fields = [...(form.getFieldValue("fields") ?? [])];
    const known = new Set(fields.map((field: MappingField | undefined) => field?.name));
    for (const name of action?.fields ?? [])
      if (!known.has(name)) fields.push({ name, expression: `event.payload.${name}` });
    form.setFieldValue("fields", fields);
  };
  return (
    <>
      <Form.Item name="name" label={t("bus.name")} rules={[...required, { max: 100 }]}>
        <Input autoComplete="off" autoFocus />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item
          name="eventType"
          label={t("bus.eventType")}
          extra={t("bus.eventTypeHint")}
          rules={[...required, { pattern: eventPattern, message: t("bus.eventTypeBad") }]}
        >
          <AutoComplete options={eventTypes} showSearch={{ filterOption: containing }}>
            <Input className="mono" placeholder="demo.item.created" />
          </AutoComplete>
        </Form.Item>
        <Form.Item name="sourceServiceCode" label={t("bus.source")}>
          <AutoComplete
            allowClear
            options={sources}
            showSearch={{ filterOption: false }}
            placeholder={t("bus.sourceAny")}
          />
        </Form.Item>
        <Form.Item name="targetServiceCode" label={t("bus.targetService")} rules={required}>
          <AutoComplete options={targets} showSearch={{ filterOption: false }} />
        </Form.Item>
        <Form.Item name="actionName" label={t("bus.targetAction")} rules={required}>
          <AutoComplete
            options={actions.map(({ name, label }) => ({ value: name, label: `${label} (${name})` }))}
            showSearch={{ filterOption: containing }}
          />
        </Form.Item>
      </div>
      <Form.Item name="condition" label={t("bus.condition")} extra={t("bus.conditionHint")}>
        <Input.TextArea
          autoSize={{ minRows: 1, maxRows: 4 }}
          className="mono"
          placeholder="event.payload.price > 100"
        />
      </Form.Item>
      <Form.Item label={t("bus.mapping")} extra={t("bus.mappingHint")}>
        <Form.List name="fields">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <div key={key} className={styles.mapping}>
                  <Form.Item name={[name, "name"]} noStyle>
                    <Input aria-label={t("bus.field")} placeholder={t("bus.field")} className="mono" />
                  </Form.Item>
                  <Form.Item name={[name, "expression"]} noStyle>
                    <Input
                      aria-label={t("bus.expression")}
                      placeholder="event.payload.title"
                      className="mono"
                    />
                  </Form.Item>
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={t("bus.removeField", { name: name + 1 })}
                    onClick={() => remove(name)}
                  />
                </div>
              ))}
              <div className="row">
                <Button
                  size="small"
                  icon={<PlusOutlined />}
                  onClick={() => add({ name: "", expression: "" })}
                >
                  {t("bus.addField")}
                </Button>
                {action !== undefined && action.fields.length > 0 ? (
                  <Button size="small" onClick={fillFields}>
                    {t("bus.fillFields")}
                  </Button>
                ) : null}
              </div>
            </>
          )}
        </Form.List>
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="whenAway" label={t("bus.whenAway")}>
          <Radio.Group
            options={(["fail", "queue"] as const).map((value) => ({ value, label: t(`bus.away.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="queueHours" label={t("bus.queueHours")} hidden={whenAway !== "queue"}>
          <InputNumber min={1} max={168} precision={0} />
        </Form.Item>
      </div>
      <div className={styles.pair}>
        <Form.Item name="maxPerMinute" label={t("bus.maxPerMinute")} extra={t("bus.maxPerMinuteHint")}>
          <InputNumber min={1} max={1_000_000} precision={0} />
        </Form.Item>
        <Form.Item name="status" label={t("bus.status")}>
          <Radio.Group options={statuses.map((value) => ({ value, label: t(`common.busRoute.${value}`) }))} />
        </Form.Item>
      </div>
      <Form.Item name="allowGuarded" valuePropName="checked">
        <Checkbox>{t("bus.guarded")}</Checkbox>
      </Form.Item>
      <Form.Item name="description" label={t("bus.description")} rules={[{ max: 500 }]}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} />
      </Form.Item>
    </>
  );
}

function containing(text: string, option?: { readonly value?: unknown }): boolean {
  return String(option?.value ?? "")
    .toLowerCase()
    .includes(text.toLowerCase());
}
