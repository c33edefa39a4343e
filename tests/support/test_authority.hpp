// An authority of the test's own: certificates made when they are needed, so that none lies about and
// expires. Any thread. Tests only.
#pragma once

#include <memory>
#include <string>

namespace reviewd {

// Certificate and key as PEM.
struct IssuedCertificate {
  std::string certificate;
  std::string key;
};

class TestAuthority {
 public:
  TestAuthority();
  ~TestAuthority();

  // Its own certificate.
  const std::string& certificate() const { return certificate_; }
  // For a name ("localhost") or an address ("127.0.0.1"); `days` may be negative: expired then.
  IssuedCertificate issue(const std::string& name, int days = 30) const;

 private:
  struct Keys;
  std::unique_ptr<Keys> keys_;
  std::string certificate_;
};

}  // namespace reviewd
