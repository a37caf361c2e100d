package post

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"alur/model"
	"alur/store"
)

// chat is what a chat gateway is sent. Content is the whole text once more,
// which is how some of them call it.
type chat struct {
	Key     string `json:"key"`
	To      string `json:"to"`
	Phone   string `json:"phone,omitempty"`
	Email   string `json:"email,omitempty"`
	Subject string `json:"subject"`
	Text    string `json:"text"`
	Content string `json:"content"`
}

// told is a message to a person, and where.
type told struct {
	store.Outgoing
	email, phone string
	secret       string
}

// tell brings a message to a person: by mail where there is an address and a
// server, else by the chat gateway, else into the file. One that tells that a
// way fails takes the next way where one does, each with its own time.
func (o Options) tell(ctx context.Context, m store.Outgoing, t model.Tell, secret string) (answer string, err error) {
	to := told{Outgoing: m, email: m.Email, phone: m.Phone, secret: secret}
	if m.To == model.ToldOwner {
		to.email, to.phone = t.Email, t.Phone
	}
	err = model.MessageTrouble(model.TroubleNoWay, "")
	for _, way := range t.Ways(to.email) {
		if answer, err = o.tellBy(ctx, way, to, t); err == nil || !m.AnyWay {
			break
		}
	}
	return answer, err
}

// tellBy brings it by one of the ways.
func (o Options) tellBy(ctx context.Context, way model.TellWay, m told, t model.Tell) (string, error) {
	ctx, done := context.WithTimeout(ctx, cmp.Or(o.Patience, patience))
	defer done()
	switch way {
	case model.ByMail:
		password, err := o.Store.Secret(ctx, model.SMTPSecret)
		if err != nil {
			return "", err
		}
		return mail(ctx, t.SMTP, password, nil, letterTo{to: m.email, key: m.Key, subject: m.Subject, text: m.Text})
	case model.ByChat:
		hidden, err := o.Store.Secret(ctx, model.URLSecret)
		if err != nil {
			return "", err
		}
		text := strings.TrimPrefix(m.Subject+"\n"+m.Text, "\n")
		body, err := json.Marshal(chat{Key: m.Key, To: m.To, Phone: m.phone, Email: m.email, Subject: m.Subject, Text: text, Content: text})
		if err != nil {
			return "", err
		}
		return send(ctx, letter{url: strings.ReplaceAll(t.URL, "{secret}", url.PathEscape(hidden)), key: m.Key, body: body, secret: m.secret})
	}
	return o.write(ctx, m.Outgoing, t.File, strings.TrimSpace(m.email+" "+m.phone))
}

// write adds a message to a text file of the shop, by the shop's clock and with
// one write, so that two programs do not mix theirs.
func (o Options) write(ctx context.Context, m store.Outgoing, name, address string) (string, error) {
	cal, err := o.Store.Calendar(ctx)
	if err != nil {
		return "", err
	}
	f, err := os.OpenFile(filepath.Join(o.Folder, name), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return "", model.MessageTrouble(model.TroubleFile, name)
	}
	text := strings.ReplaceAll(model.CleanLines(m.Text), "\n", "\n    ")
	_, err = fmt.Fprintf(f, "%s  %s %s [%s]\n  %s\n    %s\n\n", o.Store.Now().In(cal.Location()).Format("2006-01-02 15:04"), m.To, address, m.Key, model.CleanText(m.Subject), text)
	if closed := f.Close(); err != nil || closed != nil {
		return "", model.MessageTrouble(model.TroubleFile, name)
	}
	return name, nil
}
