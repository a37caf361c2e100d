package model

import (
	"errors"
	"strings"
)

// What keeps a message from being sent. The codes stand in the record, with
// what the other side said behind them, and are said when they are read.
const (
	TroubleStatus   = "status"
	TroubleRedirect = "redirect"
	TroubleSlow     = "slow"
	TroubleNobody   = "nobody"
	TroubleAddress  = "address"
	TroubleNoWay    = "no_way"
	TroubleFile     = "file"
	TroubleMail     = "mail"
)

// MessageTrouble is the code of what is wrong with what the other side said, cut
// to what one reads.
func MessageTrouble(code, said string) error {
	return errors.New(strings.TrimSpace(code + " " + Cut(tidyReason(said), 120)))
}

// TroubleWords says what kept a message from being sent.
func TroubleWords(why string) Reason {
	code, said, _ := strings.Cut(why, " ")
	switch code {
	case TroubleStatus:
		return because(Say{EN: "the receiver answered %s", ID: "penerima menjawab %s"}, said)
	case TroubleRedirect:
		return because(Say{EN: "the receiver sends to another address (%s), which alur does not follow: put the right one into the process", ID: "penerima mengalihkan ke alamat lain (%s), yang tidak diikuti alur: tulis alamat yang benar di prosesnya"}, said)
	case TroubleSlow:
		return because(Say{EN: "the receiver did not answer in time", ID: "penerima tidak menjawab pada waktunya"})
	case TroubleNobody:
		return joined(because(Say{EN: "the receiver can't be reached", ID: "penerima tidak bisa dihubungi"}), verbatim(said))
	case TroubleAddress:
		return because(Say{EN: "the address can't be used", ID: "alamatnya tidak bisa dipakai"})
	case TroubleNoWay:
		return because(Say{EN: "no way to tell people is set: alur settings set tell_url, tell_smtp or tell_file", ID: "belum ada cara memberi tahu orang: alur settings set tell_url, tell_smtp atau tell_file"})
	case TroubleFile:
		return because(Say{EN: "%s can't be written", ID: "%s tidak bisa ditulis"}, said)
	case TroubleMail:
		return because(Say{EN: "the mail server refused it: %s", ID: "server surel menolak: %s"}, said)
	}
	return verbatim(why)
}
