import type { ErrorCode, StoredErrorCode } from "@opstage/contracts";

/** The catalogue's messages in Chinese; English ones come from the server. */
const chinese: Readonly<Record<ErrorCode, string>> = {
  REQUEST_ERROR: "请求无法解析，请以 application/json 发送格式正确的 JSON。",
  UNAUTHORIZED: "需要登录，或凭据不正确。",
  REGISTRATION_TOKEN_INVALID: "注册令牌不存在、已使用、已过期或已吊销，请在控制台新建一个。",
  CSRF_INVALID: "CSRF 令牌缺失或已失效，请刷新页面后重试。",
  FORBIDDEN: "您的角色无权执行此操作，请联系所有者。",
  CROSS_ORIGIN_REFUSED: "该请求必须由控制台自身发起。",
  AGENT_DISABLED: "该 Agent 已停用，请先启用。",
  AGENT_REVOKED: "该 Agent 已吊销，请用新的注册令牌重新注册。",
  BUS_SOURCE_SERVICE_FORBIDDEN: "来源服务属于其他 Agent。",
  NOT_FOUND: "该地址不存在。",
  STATIC_NOT_FOUND: "控制台尚未构建，请先构建再启动。",
  USER_NOT_FOUND: "该用户不存在。",
  SESSION_NOT_FOUND: "该会话不存在，可能已经结束。",
  REGISTRATION_TOKEN_NOT_FOUND: "该注册令牌不存在。",
  AGENT_NOT_FOUND: "该 Agent 不存在。",
  CAPSULE_SERVICE_NOT_FOUND: "该 Capsule 服务不存在。",
  ACTION_NOT_FOUND: "服务没有声明该操作，或该操作未启用。",
  COMMAND_NOT_FOUND: "该命令不存在。",
  BATCH_NOT_FOUND: "该批次不存在。",
  COMMAND_SECRET_NOT_AVAILABLE: "一次性密钥已被读取或已超过 5 分钟，请重新执行操作以获取新的密钥。",
  CAPSULE_BUS_DISABLED: "Capsule Bus 未启用，设置 OPSTAGE_CAPSULE_BUS_ENABLED=true 可启用。",
  BUS_ROUTE_NOT_FOUND: "该总线路由不存在。",
  BUS_EVENT_NOT_FOUND: "该总线事件不存在。",
  BUS_DELIVERY_NOT_FOUND: "该事件投递不存在。",
  BUS_SOURCE_SERVICE_NOT_FOUND: "来源服务未知，请先上报再发布。",
  BACKUP_NOT_FOUND: "该备份不存在，可能已被较新的备份取代。",
  USER_ALREADY_EXISTS: "用户名已存在，请换一个。",
  LAST_OWNER_REQUIRED: "不能降级或停用最后一位启用的所有者，请先设置另一位所有者。",
  REGISTRATION_TOKEN_NOT_REVOCABLE: "只能吊销可用状态的注册令牌。",
  REGISTRATION_TOKEN_NOT_DELETABLE: "只能删除已过期或已吊销的注册令牌，请先吊销。",
  AGENT_OFFLINE: "Agent 离线，请启动它，或等待其恢复。",
  AGENT_NOT_READY: "Agent 尚未发送心跳，请稍后再试。",
  AGENT_HEARTBEAT_STALE: "Agent 的最近一次心跳过久，请检查它是否仍在运行。",
  AGENT_NOT_AVAILABLE: "Agent 不存在、已停用或已吊销，无法执行该命令。",
  AGENT_STILL_ACTIVE: "Agent 仍在运行，请先停止、停用或吊销，再移除。",
  SERVICE_STILL_ACTIVE: "该服务仍由在线的 Agent 上报，请先停止它再移除。",
  CAPSULE_SERVICE_CODE_TAKEN: "在线的其他 Agent 已拥有相同编码的服务，请更换编码或停止另一 Agent。",
  ACTION_REQUIRES_CONFIRMATION: "该操作需要确认后才能执行。",
  COMMAND_ALREADY_COMPLETED: "命令已结束，结果不会再改变。",
  COMMAND_NOT_CANCELLED: "命令未被取消，请继续执行并上报结果。",
  AGENT_TOKEN_NOT_CONFIRMED: "该令牌是轮换中的新令牌，请先确认再申请下一个。",
  COMMAND_NOT_RETRYABLE: "只有失败、过期或已取消的操作命令可以重试。",
  COMMAND_SECRET_ERASED: "命令结束时其机密输入已被清除，请打开表单重新填写。",
  BATCH_ALREADY_ENDED: "批次已结束，结果不会再改变。",
  BUS_DELIVERY_NOT_REPLAYABLE: "只能重放失败且尚未重放的投递。",
  BACKUP_IN_PROGRESS: "正在进行备份，请等待完成。",
  COMMAND_RESULT_TOO_LARGE:
    "结果超过服务器允许的大小，请减少返回内容或调大 OPSTAGE_COMMAND_RESULT_MAX_BYTES。",
  PAYLOAD_TOO_LARGE: "请求内容过大，请减少后重试。",
  VALIDATION_FAILED: "部分输入无效，请检查标注的字段。",
  CURRENT_PASSWORD_WRONG: "当前密码不正确。",
  ACTION_PAYLOAD_INVALID: "输入不符合该操作的参数定义，请检查标注的字段。",
  BATCH_TOO_LARGE: "一个批次最多包含 1,000 个服务，请缩小筛选范围或减少选择。",
  BATCH_NOTHING_TO_RUN: "所选服务目前都无法执行该操作。",
  ACTION_SCHEMA_INVALID: "上报的 JSON Schema 无法使用，详见问题列表。",
  IDEMPOTENCY_KEY_REUSED: "该 Idempotency-Key 已用于其他请求，请使用新的。",
  BUS_DEPTH_EXCEEDED: "由路由命令引发的事件不能再次路由。",
  ACTION_PREPARE_FAILED: "Agent 未能准备该操作，可使用目录中的表单，或重试。",
  RATE_LIMITED: "请求过于频繁，请稍后再试。",
  BUS_RATE_LIMITED: "该 Agent 一分钟内发布的事件过多，请稍后再试。",
  INTERNAL_ERROR: "服务器内部错误。",
  SHUTTING_DOWN: "服务器正在关闭，请稍后再试。",
  DATABASE_UNAVAILABLE: "数据库暂时无法可靠写入。重试之前，请先查看更改是否已生效。",
  QUERY_TIMEOUT: "查询超时已中止，请缩小筛选范围。",
  OVERLOADED: "服务器当前负载过高，请稍后再试。",
  TOO_MANY_CONNECTIONS: "等待中的请求过多，请稍后再试。",
  ACTION_PREPARE_TIMEOUT: "Agent 未能及时响应，可使用目录中的表单，或重试。",
};

/** A refusal's text in Chinese, when its code is one of the catalogue. */
export function chineseError(code: string): string | undefined {
  return new Map(Object.entries(chinese)).get(code);
}

/**
 * What Opstage itself writes into commands, batches and deliveries, in Chinese. Codes whose message says more than the
 * code, be it a service's or an expression's own words, are not here: those stand as they came.
 */
const chineseStored: Readonly<Partial<Record<StoredErrorCode, string>>> = {
  COMMAND_EXPIRED: "命令未在期限内完成。",
  COMMAND_QUEUE_EXPIRED: "命令排队等待期间，Agent 一直没有恢复。",
  ACTION_PREPARE_TIMEOUT: "Agent 未能及时准备该操作。",
  ACTION_HANDLER_NOT_FOUND: "服务没有处理该操作的程序。",
  AGENT_LOST: "Agent 在执行该命令时重启或消失。",
  BATCH_STOPPED: "未启动：此前该批次中失败的服务过多。",
  BATCH_SECRET_LOST: "批次的机密输入已无法读取，因为会话密钥已更换。",
  BATCH_CREATOR_NOT_ALLOWED: "未启动：批次的创建者已无权执行操作。",
  BUS_TARGET_NOT_FOUND: "路由的目标服务或操作未知。",
  BUS_TARGET_UNAVAILABLE: "路由的目标目前无法执行命令。",
  BUS_TARGET_GUARDED: "目标操作需要确认或为高风险，而该路由不允许执行此类操作。",
  BUS_EXPRESSION_TOO_COSTLY: "路由的表达式对该事件耗时过长。",
  BUS_ROUTE_LIMIT: "匹配该事件的路由数超过单个事件的上限。",
  BUS_ROUTE_TRIPPED: "路由触发次数超过限制，已自动停用。",
};

/** The text of a stored failure in Chinese, when Opstage wrote it and its code says it all. */
export function chineseStoredError(code: string): string | undefined {
  return new Map(Object.entries(chineseStored)).get(code);
}
