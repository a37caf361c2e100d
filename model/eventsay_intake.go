package model

import (
	"crypto/sha256"
	"encoding/hex"
)

// Stations of the record that are no PC: what another program sent over HTTP,
// and what came in at the command line of the shop's own PC.
const (
	Webhook     = "webhook"
	CommandLine = "command line"
)

// intakeVerb goes on with actVerb for what comes from other programs.
func intakeVerb(name string) Say {
	switch name {
	case "event.kept":
		return Say{EN: "kept news for", ID: "menyimpan kabar untuk"}
	case "secret.made":
		return Say{EN: "made a secret for", ID: "membuat rahasia untuk"}
	case "delivery.dropped":
		return Say{EN: "gave up a delivery for", ID: "membuang kiriman untuk"}
	}
	return messageVerb(name)
}

// ofIntake says what became of secrets and deliveries.
func (d describing) ofIntake(w *EventWords) {
	switch b := d.e.Body.(type) {
	case SecretMade:
		w.What = verbatim(d.process(b.Process))
		w.Detail = verbatim(b.Print)
	case DeliveryDropped:
		w.What, w.Why = verbatim(d.process(b.Process)), b.Reason
		w.Detail = joined(because(Say{EN: "number %d", ID: "nomor %d"}, b.Number), quoted(b.Reason))
	}
}

// sent says that another program sent it; nothing where somebody acted.
func (d describing) sent() Reason {
	if d.e.By != "" || d.e.Station != Webhook {
		return Reason{}
	}
	return because(Say{EN: "by webhook", ID: "lewat webhook"})
}

// outcomeSaid is an outcome in words; nothing for the usual one.
func (d describing) outcomeSaid(name string) Reason {
	if name == "" || name == DoneOutcome {
		return Reason{}
	}
	return because(d.outcome(name))
}

// SecretPrint is what the record knows a secret by: the begin of its SHA-256.
func SecretPrint(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:4])
}
