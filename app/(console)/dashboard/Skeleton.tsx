import { SkeletonRows } from "../../_ui/SkeletonRows";

/** The dashboard's shape while it is on its way. */
export function Skeleton() {
  return (
    <div className="dashboard">
      {["services", "agents", "commands"].map((key) => (
        <div key={key} className="panel span-4">
          <SkeletonRows rows={3} columns={3} />
        </div>
      ))}
      <div className="panel span-7">
        <SkeletonRows rows={7} columns={3} />
      </div>
      <div className="panel span-5">
        <SkeletonRows rows={7} columns={4} />
      </div>
    </div>
  );
}
