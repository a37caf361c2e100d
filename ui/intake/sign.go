package intake

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"regexp"
	"strings"
)

// The headers in which senders sign, each with HMAC-SHA256 over the body as it
// is sent: the first two in base64, alur's own as sha256=HEX.
const (
	wooSignature     = "X-Wc-Webhook-Signature"
	shopifySignature = "X-Shopify-Hmac-Sha256"
	ownSignature     = "X-Alur-Signature"
)

// signed reports whether a body was signed with a secret. Where several headers
// sign, all have to fit.
func signed(h http.Header, secret string, body []byte) bool {
	mac := hmac.New(sha256.New, []byte(secret))
	_, _ = mac.Write(body) // It never fails.
	want := mac.Sum(nil)
	some := false
	for _, name := range []string{wooSignature, shopifySignature, ownSignature} {
		for _, text := range h.Values(name) {
			some = true
			if !hmac.Equal(signature(name, strings.TrimSpace(text)), want) {
				return false
			}
		}
	}
	return some && secret != ""
}

// signature reads one; nil for what is none.
func signature(name, text string) []byte {
	var raw []byte
	var err error
	if name == ownSignature {
		raw, err = hex.DecodeString(strings.TrimPrefix(text, "sha256="))
	} else {
		raw, err = base64.StdEncoding.DecodeString(text)
	}
	if err != nil {
		return nil
	}
	return raw
}

// isSigned reports whether anything signs a request at all.
func isSigned(h http.Header) bool {
	return h.Get(wooSignature) != "" || h.Get(shopifySignature) != "" || h.Get(ownSignature) != ""
}

// isPing reports what WooCommerce sends when a webhook is saved: unsigned, and
// the webhook is only kept where the answer is 200.
func isPing(body []byte) bool {
	const longest = 32
	return len(body) <= longest && regexp.MustCompile(`^webhook_id=[0-9]+$`).Match(body)
}

// idOf is the sender's own number of a delivery.
func idOf(h http.Header) string {
	return first(h.Get("X-Shopify-Webhook-Id"), h.Get("X-Wc-Webhook-Delivery-Id"), h.Get("X-Alur-Delivery"))
}
