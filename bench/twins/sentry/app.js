// Sentry's feedback form by its own package, opened at once: the one peer of the same kind that npm has. It lists nothing, so it is
// measured by its form alone; what it would send goes nowhere.

import { buildFeedbackIntegration, feedbackModalIntegration } from "@sentry/feedback";

const noScreenshot = () => ({ name: "FeedbackScreenshot" });

const feedback = buildFeedbackIntegration({
  getModalIntegration: () => feedbackModalIntegration,
  getScreenshotIntegration: () => noScreenshot,
})({ autoInject: false, enableScreenshot: false });

export async function openForm() {
  const form = await feedback.createForm();
  form.appendToDom();
  form.open();
}
