import { redirect } from "next/navigation";

/** Administration begins with people. */
export default function AdminPage() {
  redirect("/admin/people");
}
