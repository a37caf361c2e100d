package cli

import (
	"bufio"
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
	"alur/ui/post"
)

// postOptions say whose messages are sent beside the screens and the servers.
func (a *app) postOptions(s *store.Store) post.Options {
	return post.Options{Store: s, Folder: filepath.Dir(a.dbPath())}
}

// keepSending sends them until the context ends, on a shop of several hosts
// while this one leads.
func (a *app) keepSending(ctx context.Context, s *store.Store) {
	s.WhileLeading(ctx, a.station(), func(ctx context.Context) { post.Run(ctx, a.postOptions(s)) })
}

func (a *app) outboxCmd() *cobra.Command {
	return a.family("outbox", model.Say{EN: "Messages that wait to be sent, and those that could not be", ID: "Pesan yang menunggu dikirim, dan yang gagal"},
		a.outboxListCmd(), a.outboxRetryCmd(), a.outboxDropCmd(), a.outboxSecretCmd())
}

// messageDoc is a message as JSON.
type messageDoc struct {
	Number  uint64 `json:"number"`
	Key     string `json:"key"`
	State   string `json:"state"`
	Kind    string `json:"kind"`
	To      string `json:"to"`
	Case    string `json:"case,omitempty"`
	Step    string `json:"step,omitempty"`
	Subject string `json:"subject,omitempty"`
	Text    string `json:"text,omitempty"`
	Body    string `json:"body,omitempty"`
	At      string `json:"at"`
	Next    string `json:"next,omitempty"`
	Tries   int    `json:"tries"`
	Why     string `json:"why,omitempty"`
}

func (a *app) outboxListCmd() *cobra.Command {
	var asJSON bool
	cmd := a.command(about{
		use:   "list",
		short: model.Say{EN: "What waits to be sent, and what alur gave up", ID: "Yang menunggu dikirim, dan yang sudah menyerah dicoba alur"},
		long: model.Say{
			EN: "What waits to be sent, and what alur gave up, the oldest first: number, since when, what it is of, to whom, how it stands. A message is tried again after 1 minute, 2, 4, up to 6 hours, for three days; then it stays here until it is retried or dropped. Messages are sent while alur's screens are open, or alur serve runs.",
			ID: "Yang menunggu dikirim, dan yang tidak dicoba lagi, yang terlama dulu: nomor, sejak kapan, dari apa, untuk siapa, keadaannya. Pesan dicoba lagi setelah 1 menit, 2, 4, sampai 6 jam, selama tiga hari; setelah itu tetap di sini sampai dicoba lagi atau dibuang. Pesan dikirim selama layar alur terbuka, atau alur serve berjalan.",
		},
	}, wants(), func([]string) error {
		s, shop, err := a.shop()
		if err != nil {
			return err
		}
		all, err := s.Outbox(a.ctx)
		if err != nil {
			return err
		}
		if asJSON {
			return a.json(map[string]any{"messages": a.messageDocs(all, shop)})
		}
		cal, err := shop.Calendar()
		if err != nil {
			return err
		}
		var rows [][]string
		for _, m := range all {
			of := m.Ref.Task.String()
			if m.Ref.Task.Case == "" {
				of = m.Key
			}
			rows = append(rows, []string{strconv.FormatUint(m.Ref.Seq, 10), when(m.At, cal), of, oneLine(m.Receiver(shop).In(a.lang)), oneLine(a.messageState(m, cal))})
		}
		return table(a.env.Stdout, rows)
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say(model.Say{EN: "As JSON", ID: "Sebagai JSON"}))
	return cmd
}

func (a *app) messageDocs(all []store.Outgoing, shop *model.Shop) []messageDoc {
	const rfc3339 = "2006-01-02T15:04:05Z07:00"
	docs := []messageDoc{}
	for _, m := range all {
		d := messageDoc{
			Number: m.Ref.Seq, Key: m.Key, State: "waiting", Kind: string(m.Kind), To: m.Receiver(shop).In(a.lang), Case: m.Ref.Task.Case, Step: m.Ref.Task.Step,
			Subject: m.Subject, Text: m.Text, Body: m.Body, At: m.At.Format(rfc3339), Next: m.Next.Format(rfc3339), Tries: m.Tries, Why: model.TroubleWords(m.Why).In(a.lang),
		}
		if m.Dead {
			d.State, d.Next = "failed", ""
		}
		docs = append(docs, d)
	}
	return docs
}

// messageState is how a message stands: not yet tried, tried in vain, given up.
func (a *app) messageState(m store.Outgoing, cal *model.Calendar) string {
	why := model.TroubleWords(m.Why)
	switch {
	case m.Dead:
		return a.say(model.Say{EN: "could not be sent: %s", ID: "gagal dikirim: %s"}, why)
	case m.Why != "":
		return a.say(model.Say{EN: "again %s: %s", ID: "lagi %s: %s"}, when(m.Next, cal), why)
	}
	return a.say(model.Say{EN: "waits", ID: "menunggu"})
}

func (a *app) outboxRetryCmd() *cobra.Command {
	return a.ownersCmd(about{
		use:   "retry NUMBER",
		short: model.Say{EN: "Send a message again, from the first try on", ID: "Kirim lagi sebuah pesan, dari percobaan pertama"},
	}, wants(wordNumber()), func(s *store.Store, p *model.Person, args []string) error {
		return a.onMessage(args[0], func(seq uint64) (store.Outgoing, error) { return s.RetryMessage(a.ctx, p.ID, a.via(), seq) },
			model.Say{EN: "%s is sent again.", ID: "%s dikirim lagi."})
	})
}

func (a *app) outboxDropCmd() *cobra.Command {
	var reason string
	cmd := a.ownersCmd(about{
		use:   "drop NUMBER",
		short: model.Say{EN: "Give a message up, which stays on record", ID: "Batalkan sebuah pesan; tetap ada di catatan"},
	}, wants(wordNumber()), func(s *store.Store, p *model.Person, args []string) error {
		return a.onMessage(args[0], func(seq uint64) (store.Outgoing, error) { return s.DropMessage(a.ctx, p.ID, a.via(), seq, reason) },
			model.Say{EN: "%s is not sent.", ID: "%s tidak dikirim."})
	})
	cmd.Flags().StringVar(&reason, "reason", "", a.say(model.Say{EN: "Why", ID: "Alasannya"}))
	return cmd
}

func (a *app) onMessage(number string, act func(seq uint64) (store.Outgoing, error), done model.Say) error {
	seq, err := strconv.ParseUint(number, 10, 64)
	if err != nil {
		seq = 0
	}
	m, err := act(seq)
	if errors.Is(err, store.ErrNotFound) {
		return fail(model.Say{EN: "There is no message %s in the outbox.", ID: "Tidak ada pesan %s di daftar kirim."}, number)
	}
	if err != nil {
		return err
	}
	return a.print("%s", a.say(done, m.Key))
}

func (a *app) outboxSecretCmd() *cobra.Command {
	return a.ownersCmd(about{
		use:   "secret smtp|url",
		short: model.Say{EN: "The password of the mail server, or what {secret} in tell_url stands for, read from standard input", ID: "Sandi server surel, atau isi {secret} di tell_url, dibaca dari masukan standar"},
		long: model.Say{
			EN: "The password of the mail server (smtp), or what {secret} in tell_url stands for (url): one line of standard input. It is kept in the shop's file beside the secrets of the processes, and so in its backups, and never in the record.",
			ID: "Sandi server surel (smtp), atau isi {secret} di tell_url (url): satu baris masukan standar. Disimpan di berkas toko bersama rahasia proses, jadi juga di cadangannya, dan tidak pernah di catatan.",
		},
		example: "alur outbox secret smtp < password.txt",
	}, wants(model.Say{EN: "smtp or url", ID: "smtp atau url"}), func(s *store.Store, p *model.Person, args []string) error {
		name, ok := map[string]string{"smtp": model.SMTPSecret, "url": model.URLSecret}[args[0]]
		if !ok {
			return misuse(model.Say{EN: "It is smtp or url, not %q.", ID: "Pilihannya smtp atau url, bukan %q."}, args[0])
		}
		line, _ := bufio.NewReader(a.env.Stdin).ReadString('\n') // The end of the input ends the line.
		secret := strings.TrimRight(line, "\r\n")
		if secret == "" {
			return fail(model.Say{EN: "Standard input is empty: nothing was changed.", ID: "Masukan standar kosong: tidak ada yang diubah."})
		}
		_, err := s.MakeSecret(a.ctx, p.ID, a.via(), name, secret, false)
		return err
	})
}
