#include "tests/support/webhook_receiver.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <optional>
#include <stdexcept>

namespace reviewd {
namespace {

constexpr std::size_t endless_bytes = 64U << 20U;

struct FreeBytes {
  void operator()(BIO* bytes) const { BIO_free(bytes); }
};

std::unique_ptr<BIO, FreeBytes> bytes_of_text(const std::string& text) {
  return std::unique_ptr<BIO, FreeBytes>{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
}

std::string lower(std::string text) {
  for (char& letter : text)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
  return text;
}

}  // namespace

struct WebhookReceiver::Tls {
  SSL_CTX* context = SSL_CTX_new(TLS_server_method());
  ~Tls() { SSL_CTX_free(context); }

  void use(const IssuedCertificate& issued) {
    const auto certificate = bytes_of_text(issued.certificate);
    const auto key = bytes_of_text(issued.key);
    X509* read = PEM_read_bio_X509(certificate.get(), nullptr, nullptr, nullptr);
    EVP_PKEY* read_key = PEM_read_bio_PrivateKey(key.get(), nullptr, nullptr, nullptr);
    SSL_CTX_use_certificate(context, read);
    SSL_CTX_use_PrivateKey(context, read_key);
    X509_free(read);
    EVP_PKEY_free(read_key);
  }
  void demand(const TestAuthority& clients) {
    const auto bytes = bytes_of_text(clients.certificate());
    X509* read = PEM_read_bio_X509(bytes.get(), nullptr, nullptr, nullptr);
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context), read);
    X509_free(read);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  }
};

// One socket, with TLS over it or not; blocking.
class WebhookReceiver::Connection {
 public:
  Connection(int socket, Tls* tls) : socket_(socket) {
    if (tls == nullptr) return;
    ssl_ = SSL_new(tls->context);
    SSL_set_fd(ssl_, socket);
    open_ = SSL_accept(ssl_) == 1;
  }
  ~Connection() {
    if (ssl_ != nullptr && open_) SSL_shutdown(ssl_);
    SSL_free(ssl_);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  bool open() const { return open_; }
  bool read_some(std::string& into) {
    char bytes[16'384];
    const auto size = ssl_ != nullptr ? SSL_read(ssl_, bytes, sizeof bytes)
                                      : static_cast<int>(::recv(socket_, bytes, sizeof bytes, 0));
    if (size <= 0) return false;
    into.append(bytes, static_cast<std::size_t>(size));
    return true;
  }
  bool write(const std::string& bytes) {
    if (ssl_ != nullptr) return SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) > 0;
    std::size_t sent = 0;
    while (sent < bytes.size()) {
      const auto size = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (size <= 0) return false;
      sent += static_cast<std::size_t>(size);
    }
    return true;
  }
  std::string client() const {
    X509* certificate = ssl_ == nullptr ? nullptr : SSL_get0_peer_certificate(ssl_);
    if (certificate == nullptr) return "";
    char name[256];
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name, sizeof name);
    return name;
  }

 private:
  int socket_;
  SSL* ssl_ = nullptr;
  bool open_ = true;
};

namespace {

// Waits a fifth of a second for the other side to end the connection.
bool other_side_ends_within(int socket) {
  pollfd waiting{socket, POLLRDHUP, 0};
  return ::poll(&waiting, 1, 200) > 0;
}

// A whole request; nothing when the connection ends within it.
template <class Connection>
std::optional<ReceivedRequest> read_request(Connection& connection) {
  std::string bytes;
  while (bytes.find("\r\n\r\n") == std::string::npos)
    if (!connection.read_some(bytes)) return std::nullopt;
  ReceivedRequest request;
  const std::size_t head_end = bytes.find("\r\n\r\n");
  std::size_t at = bytes.find("\r\n");
  request.line = bytes.substr(0, at);
  while (at < head_end) {
    const std::size_t end = bytes.find("\r\n", at + 2);
    const std::string line = bytes.substr(at + 2, end - at - 2);
    const std::size_t colon = line.find(':');
    request.headers[lower(line.substr(0, colon))] = line.substr(line.find_first_not_of(' ', colon + 1));
    at = end;
  }
  const std::size_t length = std::stoul(request.headers["content-length"]);
  while (bytes.size() < head_end + 4 + length)
    if (!connection.read_some(bytes)) return std::nullopt;
  request.body = bytes.substr(head_end + 4, length);
  return request;
}

}  // namespace

WebhookReceiver::WebhookReceiver() {
  std::signal(SIGPIPE, SIG_IGN);
  listen_on(0);
}

WebhookReceiver::WebhookReceiver(const IssuedCertificate& certificate, const TestAuthority* clients)
    : tls_(std::make_unique<Tls>()) {
  // OpenSSL writes to a connection that the other side has closed.
  std::signal(SIGPIPE, SIG_IGN);
  tls_->use(certificate);
  if (clients != nullptr) tls_->demand(*clients);
  listen_on(0);
}

WebhookReceiver::~WebhookReceiver() {
  ending_ = true;
  go_down();
  {
    const std::lock_guard lock(mutex_);
    for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
  }
  for (std::thread& thread : threads_) thread.join();
  for (const int socket : sockets_) ::close(socket);
}

std::string WebhookReceiver::url(const std::string& host, const std::string& path) const {
  return (tls_ ? "https://" : "http://") + host + ":" + std::to_string(port_) + path;
}

void WebhookReceiver::listen_on(std::uint16_t port) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listener, 128) != 0 ||
      ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("the receiver of the test cannot listen");
  port_ = ntohs(address.sin_port);
  listener_ = listener;
  acceptor_ = std::thread([this, listener] { accept_all(listener); });
}

void WebhookReceiver::go_down() {
  const int listener = listener_.exchange(-1);
  if (listener < 0) return;
  ::shutdown(listener, SHUT_RDWR);
  acceptor_.join();
  ::close(listener);
}

void WebhookReceiver::come_up() {
  listen_on(port_);
}

void WebhookReceiver::accept_all(int listener) {
  while (true) {
    const int socket = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) return;
    const std::lock_guard lock(mutex_);
    sockets_.push_back(socket);
    threads_.emplace_back([this, socket] { serve(socket); });
  }
}

Manners WebhookReceiver::take(ReceivedRequest request) {
  const std::lock_guard lock(mutex_);
  received_.push_back(std::move(request));
  more_.notify_all();
  return choose_ ? choose_(received_.back()) : Manners{};
}

void WebhookReceiver::serve(int socket) {
  Connection connection(socket, tls_.get());
  if (!connection.open()) return;
  auto request = read_request(connection);
  if (!request) return;
  request->client_certificate = connection.client();
  const Manners manners = take(std::move(*request));
  const std::string head = "HTTP/1.1 " + std::to_string(manners.status) + " Answer\r\n" + manners.fields;
  const std::string length = "Content-Length: " + std::to_string(manners.body.size()) + "\r\n\r\n";
  std::string rest;
  switch (manners.odd) {
    case Manners::Odd::none:
      connection.write(head + length + manners.body);
      break;
    case Manners::Odd::silent:
      connection.read_some(rest);
      break;
    case Manners::Odd::half:
      connection.write(head + "Content-Length: 100\r\n\r\nhalf of it");
      break;
    case Manners::Odd::endless: {
      connection.write(head + "\r\n");
      for (std::size_t sent = 0; sent < endless_bytes; sent += 1024)
        if (!connection.write(std::string(1024, 'x'))) break;
      break;
    }
    case Manners::Odd::trickle:
      for (const char letter : head + length)
        if (!connection.write(std::string(1, letter)) || other_side_ends_within(socket)) break;
      break;
    case Manners::Odd::closes:
      break;
    case Manners::Odd::gibberish:
      connection.write("SSH-2.0-OpenSSH_9.2\r\n");
      break;
    case Manners::Odd::long_header:
      connection.write(head);
      for (int field = 0; field < 2000; ++field)
        if (!connection.write("X-Field: " + std::string(100, 'x') + "\r\n")) break;
      break;
  }
  ::shutdown(socket, SHUT_WR);
}

void WebhookReceiver::answer_with(Choose choose) {
  const std::lock_guard lock(mutex_);
  choose_ = std::move(choose);
}

void WebhookReceiver::answer_with(const Manners& manners) {
  answer_with([manners](const ReceivedRequest&) { return manners; });
}

bool WebhookReceiver::wait_for(std::size_t count) {
  std::unique_lock lock(mutex_);
  return more_.wait_for(lock, std::chrono::minutes{2}, [&] { return received_.size() >= count; });
}

std::vector<ReceivedRequest> WebhookReceiver::received() {
  const std::lock_guard lock(mutex_);
  return received_;
}

}  // namespace reviewd
