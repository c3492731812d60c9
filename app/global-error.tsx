"use client";

import { MessagePage } from "@/app/_shell/message-page";
import { Button } from "@/app/_ui/button";
import "./globals.css";

/**
 * The root layout itself has failed, so there is no language, no theme and no provider to ask: the page says
 * the same in both languages.
 */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="zh-CN">
      <body>
        <MessagePage
          title="页面出错了 · This page ran into a problem"
          text="已记录该问题，请重新加载；如仍不行，请把编号告诉管理员。The problem has been recorded. Reload the page; if it keeps happening, give the administrator the number."
          code={error.digest}
        >
          <Button variant="primary" onClick={() => window.location.reload()}>
            重新加载 Reload
          </Button>
        </MessagePage>
      </body>
    </html>
  );
}
