import { SignInView } from "./SignInView";

export default function SignInPage() {
  return <SignInView />;
}
