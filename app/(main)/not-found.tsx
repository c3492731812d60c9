import { NotFoundPage } from "@/app/_shell/not-found-page";

/** What does not exist, beside the navigation rail. */
export default function NotFound() {
  return <NotFoundPage isFramed />;
}
