package post

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"

	"alur/model"
)

// What a receiver may take: ten seconds, and so much of an answer is read.
const (
	patience   = 10 * time.Second
	mostAnswer = 64 << 10
)

// letter is what is posted.
type letter struct {
	url, key, secret string
	body             []byte
}

// Sign is what stands in X-Alur-Signature: the receiver reckons the same over
// the body with the secret of the process.
func Sign(secret string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	_, _ = mac.Write(body) // It never fails.
	return "sha256=" + hex.EncodeToString(mac.Sum(nil))
}

// send posts a letter. Only an answer of 2xx says that it came; a redirect is
// not followed, since nobody said that the case may go elsewhere.
func send(ctx context.Context, l letter) (answer string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, l.url, bytes.NewReader(l.body))
	if err != nil {
		return "", model.MessageTrouble(model.TroubleAddress, "")
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	req.Header.Set("User-Agent", "alur")
	req.Header.Set("Idempotency-Key", l.key)
	if l.secret != "" {
		req.Header.Set("X-Alur-Signature", Sign(l.secret, l.body))
	}
	transport := &http.Transport{
		Proxy: http.ProxyFromEnvironment, DisableKeepAlives: true, DisableCompression: true,
		MaxResponseHeaderBytes: mostAnswer, TLSHandshakeTimeout: patience,
	}
	client := &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	res, err := client.Do(req)
	if err != nil {
		return "", troubleOf(err)
	}
	defer func() { _ = res.Body.Close() }()                     // What it said is read.
	said, _ := io.ReadAll(io.LimitReader(res.Body, mostAnswer)) // What it did not say is no matter: the status is there.
	status := strconv.Itoa(res.StatusCode)
	switch {
	case res.StatusCode >= 200 && res.StatusCode < 300:
		return status, nil
	case res.StatusCode >= 300 && res.StatusCode < 400:
		return "", model.MessageTrouble(model.TroubleRedirect, status)
	}
	return "", model.MessageTrouble(model.TroubleStatus, status+" "+string(said))
}

// troubleOf says why nothing came back, without the address: it may hold a
// secret.
func troubleOf(err error) error {
	var slow net.Error
	if errors.As(err, &slow) && slow.Timeout() || errors.Is(err, context.DeadlineExceeded) {
		return model.MessageTrouble(model.TroubleSlow, "")
	}
	var op *net.OpError
	var dns *net.DNSError
	switch {
	case errors.As(err, &dns):
		return model.MessageTrouble(model.TroubleNobody, dns.Err)
	case errors.As(err, &op):
		return model.MessageTrouble(model.TroubleNobody, op.Err.Error())
	}
	return model.MessageTrouble(model.TroubleNobody, "")
}
