"use client";

import type { BusRoute } from "@opstage/contracts";
import { Alert, App, Button, Form, Modal } from "antd";
import { useId } from "react";
import { useText } from "../../_lib/i18n";
import { trpc } from "../../_lib/trpc";
import { FailureText } from "../../_ui/FailureText";
import styles from "./bus.module.css";
import { RouteFields } from "./RouteFields";
import { RoutePreview } from "./RoutePreview";
import { newRoute, type RouteForm, toDefinition, toForm } from "./route-form";

interface RouteDialogProps {
  readonly route?: BusRoute;
  onClose(): void;
}

/** The form of a route, with what it makes of a past event beside it. */
export function RouteDialog({ route, onClose }: RouteDialogProps) {
  const t = useText();
  const { message } = App.useApp();
  const utils = trpc.useUtils();
  const formId = useId();
  const [form] = Form.useForm<RouteForm>();
  const onSuccess = (saved: BusRoute): void => {
    utils.busRoutes.invalidate();
    message.success(t(route ? "bus.saved" : "bus.createdText", { name: saved.name }));
    onClose();
  };
  const create = trpc.busRoutes.create.useMutation({ onSuccess });
  const update = trpc.busRoutes.update.useMutation({ onSuccess });
  const error = create.error ?? update.error;
  const save = (values: RouteForm): void => {
    const definition = toDefinition(values, route);
    if (route) update.mutate({ ...definition, routeId: route.id });
    else create.mutate(definition);
  };
  return (
    <Modal
      open
      width={1080}
      title={t(route ? "bus.editRoute" : "bus.newRoute")}
      onCancel={onClose}
      mask={{ closable: false }}
      centered
      classNames={{ body: styles.body }}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button
            type="primary"
            htmlType="submit"
            form={formId}
            loading={create.isPending || update.isPending}
          >
            {t(route ? "bus.save" : "bus.create")}
          </Button>
        </>
      }
    >
      <Form<RouteForm>
        id={formId}
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={route ? toForm(route) : newRoute}
        onFinish={save}
        className={styles.form}
      >
        <div>
          <RouteFields form={form} />
          {error ? <Alert type="error" showIcon title={<FailureText error={error} />} /> : null}
        </div>
        <RoutePreview form={form} route={route} />
      </Form>
    </Modal>
  );
}
