package store

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"

	"alur/model"
	"alur/store/kv"
)

func secretKey(process string) key { return intakeKey("secret").last(process) }

// NewSecret is a fresh secret, as nobody can guess it.
func NewSecret() string {
	var fresh [32]byte
	_, _ = rand.Read(fresh[:]) // It never fails.
	return hex.EncodeToString(fresh[:])
}

// signingSecret is what the cases of a process are signed with that are sent:
// where nobody made a secret yet alur does, so that nothing goes out unsigned.
func (st *state) signingSecret(process string) (string, error) {
	if secret := st.get(secretKey(process)); len(secret) > 0 || st.err != nil {
		return string(secret), st.err
	}
	secret := NewSecret()
	cmd := model.Command{Op: st.store.opts.NewOp(), Act: model.MakeSecret{Process: process, Print: model.SecretPrint(secret)}}
	if _, err := st.do(cmd, st.store.Now()); err != nil {
		return "", err
	}
	return secret, errors.Join(st.put(secretKey(process), []byte(secret)), st.err)
}

// Secret is what other programs sign with that send something for a process;
// empty where none was made yet. It stands in the database and so in its
// backups, and nowhere in the record.
func (s *Store) Secret(ctx context.Context, process string) (secret string, err error) {
	err = s.engine.View(ctx, func(tx kv.Tx) error {
		raw, err := tx.Get(secretKey(process))
		secret = string(raw)
		return err
	})
	return secret, err
}

// MakeSecret gives a process a new secret by right of an owner, and keeps on
// record that it did. With once, a secret that is there already stays. It
// returns the secret that holds now.
func (s *Store) MakeSecret(ctx context.Context, by, station, process, secret string, once bool) (string, error) {
	known := ""
	err := s.update(ctx, func(tx kv.Tx) error {
		st := newState(s, tx)
		old := string(st.get(secretKey(process)))
		if known = old; once && old != "" {
			return errNothing
		}
		cmd := model.Command{Op: s.opts.NewOp(), By: by, Station: station, Act: model.MakeSecret{Process: process, Print: model.SecretPrint(secret)}}
		if _, err := st.do(cmd, s.Now()); err != nil {
			return err
		}
		return errors.Join(st.put(secretKey(process), []byte(secret)), st.err)
	})
	if errors.Is(err, errNothing) {
		return known, nil
	}
	if err != nil {
		return "", err
	}
	s.watch.look()
	return secret, nil
}
